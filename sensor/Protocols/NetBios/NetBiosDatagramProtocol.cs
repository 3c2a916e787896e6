using NetSensor.Events;

namespace NetSensor.Protocols.NetBios;

/// <summary>NetBIOS datagrams (RFC 1002 §4.4), for the announcements of the computer browser in them. Zeek has no name for them.</summary>
public static class NetBiosDatagramProtocol
{
    private const ushort Port = 138;

    /// <summary>The descriptor: on its own port only, as nothing marks such a datagram.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(
        "netbios-dgm", Transport.Udp, [Port], static (bytes, _, likely) => likely && BrowserMessage.CouldBe(bytes) ? ProbeVerdict.Yes : ProbeVerdict.No,
        static () => new BrowserParser());
}
