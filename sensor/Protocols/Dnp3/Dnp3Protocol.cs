using NetSensor.Events;

namespace NetSensor.Protocols.Dnp3;

/// <summary>DNP3 (IEEE 1815) over TCP and UDP.</summary>
public static class Dnp3Protocol
{
    /// <summary>Its name in conn.log over TCP.</summary>
    public const string OverTcp = "dnp3_tcp";
    /// <summary>Its name in conn.log over UDP.</summary>
    public const string OverUdp = "dnp3_udp";

    private const ushort Port = 20000;

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } =
        new(OverTcp, Transport.Tcp, [Port], Probe, () => new Dnp3Parser(OverTcp)) { NamesPartialFlows = true };

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = new(OverUdp, Transport.Udp, [Port], Probe, () => new Dnp3Parser(OverUdp));

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) => Dnp3Message.Judge(bytes);
}
