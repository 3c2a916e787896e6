using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Rdp;

/// <summary>RDP ([MS-RDPBCGR]) over TCP, and its UDP transport ([MS-RDPEUDP]).</summary>
public static class RdpProtocol
{
    /// <summary>Its name in conn.log; RDP inside TLS is "ssl".</summary>
    public const string Service = "rdp";

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [3389], Probe, () => new RdpParser());

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = 
        new("rdpeudp", Transport.Udp, [3389], RdpUdpMessage.Probe, () => new ConfirmingParser("rdpeudp", RdpUdpMessage.Judge));

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        var verdict = RdpMessage.Read(firstBytes, out var message);
        if (verdict != ProbeVerdict.Yes) return verdict;
        var opening = direction == Direction.FromOriginator ? RdpMessage.ConnectionRequest : RdpMessage.ConnectionConfirm;
        return message.Code == opening || (likelyPort && message.Code == RdpMessage.Data) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
