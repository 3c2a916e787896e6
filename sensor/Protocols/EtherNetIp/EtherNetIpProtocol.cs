using NetSensor.Events;

namespace NetSensor.Protocols.EtherNetIp;

/// <summary>EtherNet/IP's explicit messages over TCP and UDP.</summary>
public static class EtherNetIpProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "enip";

    private const ushort Port = 44818;

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = new(Service, Transport.Tcp, [Port], ProbeStream, () => new EtherNetIpParser());

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = new(Service, Transport.Udp, [Port], ProbeDatagram, () => new EtherNetIpParser());

    private static ProbeVerdict ProbeStream(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        var length = EtherNetIpMessage.FrameLength(bytes);
        if (length <= 0) return length < 0 ? ProbeVerdict.No : ProbeVerdict.Maybe;
        if (likelyPort) return ProbeVerdict.Yes;
        return bytes.Length >= length && EtherNetIpMessage.OpensSession(bytes[..length]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        EtherNetIpMessage.FrameLength(bytes) == bytes.Length && (likelyPort || EtherNetIpMessage.HoldsIdentity(bytes)) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
