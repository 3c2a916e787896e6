using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried, as it is kept over a restart.</summary>
/// <param name="First">When it began.</param>
/// <param name="Last">The last failure.</param>
/// <param name="Failed">Connections that failed.</param>
/// <param name="Answered">Connections that were answered.</param>
/// <param name="Silent">Different targets that did not answer, the first one first.</param>
internal sealed record KeptAttempts(Timestamp First, Timestamp Last, int Failed, int Answered, IReadOnlyList<string> Silent)
{
    public int Burst { get; init; }
    public IReadOnlyList<string> Open { get; set; } = [];
    public IReadOnlyList<KeptFlow> Flows { get; set; } = [];
    public KeptTelling? Told { get; init; }

    /// <summary>Times that a sweep by ARP of the same source was told.</summary>
    public int ArpSweeps { get; init; }
}
