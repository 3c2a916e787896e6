namespace NetSensor.Protocols.WireGuard;

/// <summary>
/// The handshake of WireGuard (WireGuard: Next Generation Kernel Network Tunnel, §5.4).
/// <code>
/// initiation: | 01 | 0 3 | sender 4 | key and cookies … 140 |      response: | 02 | 0 3 | sender 4 | receiver 4 | … 80 |
/// cookie:     | 03 | 0 3 | receiver 4 | … 56 |                     data:     | 04 | 0 3 | receiver 4 | counter 8 | packets of 16 |
/// </code>
/// </summary>
public static class WireGuardMessage
{
    private const int InitiationLength = 148, ResponseLength = 92, CookieLength = 64;

    /// <summary>Whether a datagram begins a handshake.</summary>
    public static bool IsInitiation(ReadOnlySpan<byte> bytes) => bytes.Length == InitiationLength && HasType(bytes, 1);

    /// <summary>Whether a datagram answers the handshake of this sender.</summary>
    public static bool Answers(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sender) =>
        (bytes.Length == ResponseLength && HasType(bytes, 2) && bytes.Slice(8, 4).SequenceEqual(sender))
        || (bytes.Length == CookieLength && HasType(bytes, 3) && bytes.Slice(4, 4).SequenceEqual(sender));

    /// <summary>The index by which the sender of an initiation wants to be answered.</summary>
    public static ReadOnlySpan<byte> Sender(ReadOnlySpan<byte> initiation) => initiation.Slice(4, 4);

    private static bool HasType(ReadOnlySpan<byte> bytes, byte type) => bytes[0] == type && (bytes[1] | bytes[2] | bytes[3]) == 0;
}
