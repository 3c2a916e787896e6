using NetSensor.Events;

namespace NetSensor.Protocols.Coap;

/// <summary>CoAP (RFC 7252) over UDP. Its head is weak, so only its port tells it.</summary>
public static class CoapProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "coap";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [5683], Probe, () => new CoapParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && CoapMessage.TryRead(bytes, out var message) && message.Code != 0 ? ProbeVerdict.Yes : ProbeVerdict.No;
}
