using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Modbus;

/// <summary>Modbus over TCP.</summary>
public static class ModbusProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = 
        Recognised.OnItsPorts("modbus", Transport.Tcp, [502], (bytes, _) => ModbusMessage.Judge(bytes)) with { NamesPartialFlows = true };
}
