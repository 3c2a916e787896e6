using System.Runtime.CompilerServices;

namespace NetSensor.Flows.Table;

/// <summary>Room for a flow's history letters. The letters seen once per direction are few; only repeated SYN, FIN and RST can fill it.</summary>
[InlineArray(Capacity)]
internal struct HistoryLetters
{
    /// <summary>Most letters kept; the RFC-conforming longest seen in practice is about 20.</summary>
    public const int Capacity = 30;

    private byte _first;
}
