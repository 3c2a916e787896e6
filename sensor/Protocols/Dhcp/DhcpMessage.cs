using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp;

/// <summary>
/// The fixed part of DHCP (RFC 2131 §2).
/// <code>| op 1 | type 1 | address length 1 | hops 1 | … 232 | cookie 63 82 53 63 | options |</code>
/// </summary>
public static class DhcpMessage
{
    private const int CookieOffset = 236;
    private const uint Cookie = 0x63825363;
    private const int LongestAddress = 16;          // the field that holds it

    /// <summary>Judges a datagram.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var operation = reader.U8();
        reader.Skip(1);
        var addressLength = reader.U8();
        reader.Skip(CookieOffset - 3);
        var cookie = reader.U32();
        return !reader.Truncated && operation is 1 or 2 && addressLength <= LongestAddress && cookie == Cookie ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
