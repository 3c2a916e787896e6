namespace NetSensor.Wire.Tunnels;

/// <summary>
/// GTP-U version 1 (3GPP TS 29.281 §5.1, §5.2):
/// <code>
/// | version 3 bits = 1, PT = 1, 0, E, S, PN | message type 1 | length 2 | tunnel id 4 |
/// | sequence 2, N-PDU 1, next extension 1: any of E, S, PN | extension: length in units of 4, ..., next extension 1 | IP packet
/// </code>
/// </summary>
internal static class GtpU
{
    private const int HeaderLength = 8;
    private const int OptionalLength = 4;
    private const byte VersionAndProtocol = 0x30;
    private const byte VersionAndProtocolMask = 0xF0;
    private const byte AnyOptional = 0x07;
    private const byte ExtensionPresent = 0x04;
    private const byte UserData = 0xFF; // message type T-PDU
    private const int MaxExtensions = 8; // TS 29.281 §5.2.1 defines about that many, each at most once

    /// <summary>Notes the IP packet of a T-PDU; its own length has to match what is left, which keeps other users of the port out.</summary>
    public static bool Find(ReadOnlySpan<byte> payload, ref PacketHeaders headers)
    {
        if ((payload[0] & VersionAndProtocolMask) != VersionAndProtocol || payload[1] != UserData) return false;
        var length = HeaderLength;
        if ((payload[0] & AnyOptional) != 0)
        {
            length += OptionalLength;
            if (length > payload.Length) return false;
            if ((payload[0] & ExtensionPresent) != 0) length = SkipExtensions(payload, length);
        }
        if (length >= payload.Length) return false;
        var packet = payload[length..];
        return InnerPacket.IpLength(packet) == headers.PayloadWireLength - length
            && InnerPacket.Begin(Encapsulation.GtpV1, InnerPacket.IpLink(packet), length, ref headers);
    }

    private static int SkipExtensions(ReadOnlySpan<byte> payload, int length)
    {
        for (var count = 0; payload[length - 1] != 0; count++)
        {
            if (count == MaxExtensions || length >= payload.Length || payload[length] == 0) return payload.Length;
            length += payload[length] * 4;
            if (length > payload.Length) return payload.Length;
        }
        return length;
    }
}
