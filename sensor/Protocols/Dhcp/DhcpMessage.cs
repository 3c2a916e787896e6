using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp;

/// <summary>
/// The fixed part of DHCP (RFC 2131 §2):
/// <code>
/// | op 1 | hardware type 1 | its length 1 | hops 1 | transaction 4 | seconds 2 | flags 2 | ciaddr 4 | yiaddr 4 | siaddr 4 | giaddr 4 |
/// | chaddr 16 | server name 64 | boot file 128 | cookie 63 82 53 63 | options |
/// </code>
/// </summary>
public readonly ref struct DhcpMessage
{
    private const int HardwareOffset = 28;
    private const int ServerNameOffset = 44;
    private const int BootFileOffset = 108;
    private const int CookieOffset = 236;
    private const int OptionsOffset = CookieOffset + 4;
    private const uint Cookie = 0x63825363;
    private const int LongestAddress = 16;          // the field that holds it

    private readonly ReadOnlySpan<byte> _bytes;

    private DhcpMessage(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>BOOTREQUEST 1, BOOTREPLY 2.</summary>
    public int Operation => _bytes[0];

    /// <summary>What joins the messages of a conversation.</summary>
    public uint TransactionId => new ByteReader(_bytes[4..]).U32();

    /// <summary>The client's own address; null when zero, as below.</summary>
    public IpAddr? ClientAddress => Address(12);

    /// <summary>The address that the server gives.</summary>
    public IpAddr? AssignedAddress => Address(16);

    /// <summary>The relay.</summary>
    public IpAddr? RelayAddress => Address(24);

    /// <summary>The whole field of the client's hardware address.</summary>
    public ReadOnlySpan<byte> Hardware => _bytes.Slice(HardwareOffset, LongestAddress);

    /// <summary>The server name, which may hold options (RFC 2131 §4.1).</summary>
    public ReadOnlySpan<byte> ServerName => _bytes[ServerNameOffset..BootFileOffset];

    /// <summary>The boot file, likewise.</summary>
    public ReadOnlySpan<byte> BootFile => _bytes[BootFileOffset..CookieOffset];

    /// <summary>The options behind the cookie.</summary>
    public ReadOnlySpan<byte> Options => _bytes[OptionsOffset..];

    /// <summary>Takes a datagram whose fixed part is all there and holds what it must.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DhcpMessage message)
    {
        message = new DhcpMessage(bytes);
        return Judge(bytes) == ProbeVerdict.Yes;
    }

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

    private IpAddr? Address(int offset)
    {
        var address = IpAddr.FromIPv4(_bytes[offset..]);
        return address == IpAddr.FromIPv4(0) ? null : address;
    }
}
