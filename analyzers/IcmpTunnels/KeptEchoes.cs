using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>An <see cref="EchoPair"/> as it is kept over a restart.</summary>
internal sealed record KeptEchoes(IpAddr Source, IpAddr Destination, Timestamp First, Timestamp Last, EchoTotals Totals, IReadOnlyList<KeptFlow> Flows)
{
    public KeptTelling? Told { get; init; }
}
