using NetSensor.Events;

namespace NetSensor.Protocols.Modbus;

/// <summary>Modbus over TCP. Other protocols' bytes look like it, so only its port tells it.</summary>
public static class ModbusProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "modbus";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [502], Probe, () => new ModbusParser()) { NamesPartialFlows = true };

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && ModbusMessage.Judge(bytes) != ProbeVerdict.No ? ProbeVerdict.Yes : ProbeVerdict.No;
}
