using NetSensor.Events;

namespace NetSensor.Protocols.Ssdp;

/// <summary>SSDP (UPnP Device Architecture 2.0 §1). Answers to a search come to the port that searched, so its content tells it. Zeek has no name for it.</summary>
public static class SsdpProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new("ssdp", Transport.Udp, [1900], static (bytes, _, _) => SsdpMessage.TryRead(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No, static () => new SsdpParser());
}
