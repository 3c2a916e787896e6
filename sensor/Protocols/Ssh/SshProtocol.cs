using NetSensor.Events;

namespace NetSensor.Protocols.Ssh;

/// <summary>SSH (RFC 4253, and version 1 before it).</summary>
public static class SshProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "ssh";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new(Service, Transport.Tcp, [22], (bytes, _, _) => SshMessage.BeginsIdentification(bytes), () => new SshParser());
}
