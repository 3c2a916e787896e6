using NetSensor.Events;

namespace NetSensor.Protocols;

/// <summary>A protocol that the sensor reads: its name, where it usually lives, how to know it, and how to make its parser.</summary>
public sealed record ProtocolDescriptor(
    string Name, Transport Transport, IReadOnlyList<ushort> LikelyPorts, Probe Probe, Func<IProtocolParser> Create)
{
    /// <summary>
    /// Whether a TCP flow is named after it when neither SYN nor SYN-ACK was seen. Zeek names only protocols whose messages stand alone then;
    /// the parser runs and tells its events in any case.
    /// </summary>
    public bool NamesPartialFlows { get; init; }
}
