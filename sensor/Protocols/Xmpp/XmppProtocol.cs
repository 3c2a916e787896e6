using NetSensor.Events;

namespace NetSensor.Protocols.Xmpp;

/// <summary>XMPP (RFC 6120): messages and presence, between clients and servers and between servers.</summary>
public static class XmppProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "xmpp";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new(Service, Transport.Tcp, [5222, 5269], (bytes, _, _) => XmppMessage.OpensStream(bytes), () => new XmppParser());
}
