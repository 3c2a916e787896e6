using NetSensor.Events;

namespace NetSensor.Protocols.OpenVpn;

/// <summary>OpenVPN over UDP and TCP, on whatever port.</summary>
public static class OpenVpnProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "openvpn";

    private const ushort Port = 1194;
    private const int LengthPrefix = 2;

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = new(Service, Transport.Udp, [Port], ProbeDatagram, () => new OpenVpnParser());

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = new(Service, Transport.Tcp, [Port], ProbeStream, () => new OpenVpnParser());

    private static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        direction == Direction.FromOriginator && OpenVpnMessage.IsClientReset(bytes) ? ProbeVerdict.Yes : ProbeVerdict.No;

    private static ProbeVerdict ProbeStream(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder) return bytes.Length > LengthPrefix && bytes[2] is not (0x40 or 0x10) ? ProbeVerdict.No : ProbeVerdict.Maybe;
        if (bytes.Length < LengthPrefix + 1) return bytes.Length > 0 && bytes[0] > OpenVpnMessage.LongestOpening >> 8 ? ProbeVerdict.No : ProbeVerdict.Maybe;
        var length = (bytes[0] << 8) | bytes[1];
        if (length > OpenVpnMessage.LongestOpening || bytes.Length > LengthPrefix + length || bytes[2] is not (0x38 or 0x50 or 0x08)) return ProbeVerdict.No;
        if (bytes.Length < LengthPrefix + length) return ProbeVerdict.Maybe;
        return OpenVpnMessage.IsClientReset(bytes[LengthPrefix..]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
