using NetSensor.Events;

namespace NetSensor.Protocols;

/// <summary>A protocol that the sensor reads: its name, where it usually lives, how to know it, and how to make its parser.</summary>
public sealed record ProtocolDescriptor(
    string Name, Transport Transport, IReadOnlyList<ushort> LikelyPorts, Probe Probe, Func<IProtocolParser> Create);
