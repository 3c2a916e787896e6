using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Flows.Naming;

/// <summary>Whether the first packet seen of a flow came from the side that answers.</summary>
internal static class FlowDirection
{
    private static readonly IpAddr Broadcast = IpAddr.FromIPv4(uint.MaxValue);

    /// <summary>Whether people sit and think behind this port: FTP and SSH always, Telnet and rlogin when the flow begins in the middle.</summary>
    public static bool IsInteractive(in PacketHeaders headers)
    {
        if (headers.Protocol != IpProtocol.Tcp) return false;
        if ((headers.TcpFlags & TcpFlags.Syn) != 0) return headers.DestinationPort is 21 or 22 || headers.SourcePort is 21 or 22;
        return headers.DestinationPort is 21 or 22 or 23 or 513 || headers.SourcePort is 21 or 22 or 23 or 513;
    }

    /// <summary>Judges by the ports of well-known servers; a SYN is always believed, a broadcast never has a client for destination.</summary>
    public static bool ShouldFlip(in PacketHeaders headers)
    {
        if (headers.Destination == Broadcast) return false;
        return headers.Protocol switch
        {
            IpProtocol.Tcp => ShouldFlipTcp(headers),
            IpProtocol.Udp => ServerPorts.IsLikely(Transport.Udp, headers.SourcePort) && !ServerPorts.IsLikely(Transport.Udp, headers.DestinationPort),
            _ => false,
        };
    }

    private static bool ShouldFlipTcp(in PacketHeaders headers)
    {
        var syn = (headers.TcpFlags & TcpFlags.Syn) != 0;
        if (syn && (headers.TcpFlags & TcpFlags.Ack) == 0) return false;
        if (!ServerPorts.IsLikely(Transport.Tcp, headers.SourcePort)) return false;
        if (!ServerPorts.IsLikely(Transport.Tcp, headers.DestinationPort)) return true;
        return !syn && headers.SourcePort < headers.DestinationPort; // both look like servers: a scan's SYN-ACK stays as it is
    }
}
