using System.Runtime.CompilerServices;

namespace NetSensor.Flows.Table;

/// <summary>Room for a flow's history letters. The letters seen once per direction are few; only repeated SYN, FIN and RST can fill it.</summary>
[InlineArray(Capacity)]
internal struct HistoryLetters
{
    /// <summary>Most letters kept; the longest of 5,600 real flows had 14.</summary>
    public const int Capacity = 26;

    private byte _first;
}
