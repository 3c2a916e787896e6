namespace NetSensor.Protocols.OpenVpn;

/// <summary>
/// The opening of OpenVPN (openvpn.net, "OpenVPN Protocol", wire format); over TCP each packet follows its length.
/// <code>
/// | operation 5 bits, key 3 | session 8 | digest 16 to 64 and packet id 8, with tls-auth or tls-crypt | acknowledged: count 1, ids, session 8 | packet id 4 |
/// </code>
/// </summary>
public static class OpenVpnMessage
{
    private const int ShortestReset = 14;           // operation, session, no acknowledgement, packet id
    /// <summary>Longest first packet: tls-crypt-v2 brings the client's key; others stay below a hundred bytes.</summary>
    public const int LongestOpening = 1200;

    private const int ResetClient1 = 1, ResetServer1 = 2, ResetClient2 = 7, ResetServer2 = 8, ResetClient3 = 10;
    private const int SessionAt = 1;
    private const int SessionLength = 8;
    private const int Protected = 42;               // with a digest, of which the rest need not be in the clear

    /// <summary>Whether a packet is the first of a client: the first key, and packet id 0 when nothing hides it.</summary>
    public static bool IsClientReset(ReadOnlySpan<byte> packet)
    {
        if (packet.Length is < ShortestReset or > LongestOpening || (packet[0] & 7) != 0 || packet[0] >> 3 is not (ResetClient1 or ResetClient2 or ResetClient3)) return false;
        if (packet.Length == ShortestReset) return !packet[9..].ContainsAnyExcept((byte)0) && packet.Slice(SessionAt, SessionLength).ContainsAnyExcept((byte)0);
        return packet.Length >= Protected;
    }

    /// <summary>Whether a packet is a server's answer to the client of this session; acknowledged in the clear, or hidden.</summary>
    public static bool IsServerReset(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> clientSession)
    {
        if (packet.Length < ShortestReset || (packet[0] & 7) != 0 || packet[0] >> 3 is not (ResetServer1 or ResetServer2)) return false;
        return packet[(SessionAt + SessionLength)..].IndexOf(clientSession) >= 0 || packet.Length >= Protected;
    }

    /// <summary>The session of a packet.</summary>
    public static ReadOnlySpan<byte> Session(ReadOnlySpan<byte> packet) => packet.Slice(SessionAt, SessionLength);
}
