using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// What a client asks for ([MS-RDPBCGR] §2.2.1.1): a cookie that ends with CR LF, and the securities that it knows.
/// <code>| X.224 11 | "Cookie: mstshash=" user CR LF | 01 | flags 1 | 08 00 | protocols 4 |</code>
/// </summary>
public readonly ref struct RdpRequest
{
    private const int MaxCookie = 256;              // nine letters in Microsoft's client; others send whole user names
    private const byte NegotiationRequest = 1;      // RDP_NEG_REQ
    private const byte RestrictedAdminFlag = 1;     // RESTRICTED_ADMIN_MODE_REQUIRED

    /// <summary>The cookie's value; empty when there is none.</summary>
    public ReadOnlySpan<byte> Cookie { get; private init; }

    /// <summary>Whether a cookie of this kind is there at all.</summary>
    public bool HasCookie { get; private init; }

    /// <summary>Securities that the client offers; null when it does not negotiate.</summary>
    public uint? Protocols { get; private init; }

    /// <summary>Whether restricted administration is asked for.</summary>
    public bool RestrictedAdmin { get; private init; }

    /// <summary>Reads a whole connection request; what is cut is left out.</summary>
    public static RdpRequest Read(ReadOnlySpan<byte> frame)
    {
        var rest = frame[Math.Min(frame.Length, RdpMessage.FixedBytes)..];
        var named = rest.StartsWith("Cookie: mstshash="u8);
        ReadOnlySpan<byte> cookie = default;
        if (rest.StartsWith("Cookie: "u8) && rest.IndexOf("\r\n"u8) is var end and > 0)
        {
            cookie = named ? rest["Cookie: mstshash=".Length..end] : default;
            rest = rest[(end + 2)..];
        }
        var reader = new ByteReader(rest);
        var type = reader.U8();
        var flags = reader.U8();
        reader.Skip(2);
        var protocols = reader.U32Le();
        var negotiates = !reader.Truncated && type == NegotiationRequest;
        return new RdpRequest
        {
            HasCookie = named,
            Cookie = cookie[..Math.Min(cookie.Length, MaxCookie)],
            Protocols = negotiates ? protocols : null,
            RestrictedAdmin = negotiates && (flags & RestrictedAdminFlag) != 0,
        };
    }
}
