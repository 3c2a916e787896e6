using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Dnp3;

/// <summary>DNP3 (IEEE 1815) over TCP and UDP.</summary>
public static class Dnp3Protocol
{
    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = 
        Recognised.Anywhere("dnp3_tcp", Transport.Tcp, [20000], (bytes, _) => Dnp3Message.Judge(bytes)) with { NamesPartialFlows = true };

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = Recognised.Anywhere("dnp3_udp", Transport.Udp, [20000], (bytes, _) => Dnp3Message.Judge(bytes));
}
