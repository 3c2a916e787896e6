using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>A <see cref="LastingPair"/> as it is kept over a restart; by its name where it has one, else by its address. Open connections and times by their longest.</summary>
internal sealed record KeptPair(
    IpAddr Source, IpAddr Address, ushort Port, Transport Transport, Timestamp First, Timestamp Last, int Connections, TimeSpan Longest, bool LongestIsOpen, long BytesOut, long BytesIn, bool SawBegin)
{
    public string? Name { get; init; }
    public string? Service { get; init; }
    public uint? System { get; init; }
    public KeptHours? Hours { get; init; }
    public KeptTelling? ToldLong { get; init; }
    public KeptTelling? ToldStrobe { get; init; }
    public IReadOnlyList<KeptFlow> Flows { get; set; } = [];

    /// <summary>What tells it apart.</summary>
    public PairKey ToKey() => new(Source, Name, Address, Port, Transport);
}
