using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Protocols.Stun;

/// <summary>
/// STUN messages (RFC 8489 §5, §14).
/// <code>
/// | type 2: two zero bits, method and class | length 2 | cookie 21 12 a4 42 | transaction 12 | attributes: type 2, length 2, value, padded to 4 |
/// address: | 0 | family 1 | port 2 | address 4 or 16 |, both xored with what begins at the cookie
/// </code>
/// </summary>
public readonly ref struct StunMessage
{
    /// <summary>Attribute: USERNAME.</summary>
    public const int User = 0x0006;
    /// <summary>Attribute: ERROR-CODE.</summary>
    public const int ErrorCode = 0x0009;
    /// <summary>Attribute: XOR-PEER-ADDRESS (TURN).</summary>
    public const int PeerAddress = 0x0012;
    /// <summary>Attribute: REALM.</summary>
    public const int Realm = 0x0014;
    /// <summary>Attribute: XOR-RELAYED-ADDRESS (TURN).</summary>
    public const int RelayedAddress = 0x0016;
    /// <summary>Attribute: XOR-MAPPED-ADDRESS.</summary>
    public const int MappedAddress = 0x0020;
    /// <summary>Attribute: SOFTWARE.</summary>
    public const int Software = 0x8022;

    /// <summary>Length of the head.</summary>
    public const int HeadLength = 20;

    private const uint Cookie = 0x2112a442;
    private const int CookieAt = 4;
    private const int Binding = 1;

    private StunMessage(int type, ReadOnlySpan<byte> bytes)
    {
        Class = ((type >> 7) & 2) | ((type >> 4) & 1);
        Method = (type & 0xf) | ((type >> 1) & 0x70) | ((type >> 2) & 0xf80);
        Bytes = bytes;
    }

    /// <summary>0 request, 1 indication, 2 success, 3 failure.</summary>
    public int Class { get; }
    /// <summary>1 binding; others are TURN's (3 allocate, 4 refresh, 6 send, 7 data, 8 permission, 9 channel).</summary>
    public int Method { get; }
    /// <summary>The whole message.</summary>
    public ReadOnlySpan<byte> Bytes { get; }
    /// <summary>Whether it is of TURN.</summary>
    public bool IsRelay => Method != Binding;

    /// <summary>Reads the message at the front; false when there is none. A few compares.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out StunMessage message)
    {
        message = default;
        if (bytes.Length < HeadLength || bytes[0] >= 0x40 || BinaryPrimitives.ReadUInt32BigEndian(bytes[CookieAt..]) != Cookie) return false;
        var length = HeadLength + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if ((length & 3) != 0 || length > bytes.Length) return false;
        message = new StunMessage(BinaryPrimitives.ReadUInt16BigEndian(bytes), bytes[..length]);
        return true;
    }

    /// <summary>The first attribute of this type; false when there is none.</summary>
    public bool TryFind(int wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(Bytes[HeadLength..]);
        while (reader.Remaining >= 4)                                 // ends: each turn consumes at least four bytes, or truncates
        {
            var type = reader.U16();
            int length = reader.U16();
            value = reader.Bytes(length);
            if (reader.Truncated) break;
            if (type == wanted) return true;
            reader.Skip(Math.Min(-length & 3, reader.Remaining));
        }
        value = default;
        return false;
    }

    /// <summary>An address attribute that is xored; null when there is none.</summary>
    public (IpAddr Address, int Port)? Address(int attribute)
    {
        if (!TryFind(attribute, out var value) || value.Length is not (8 or 20)) return null;
        var port = BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (int)(Cookie >> 16);
        Span<byte> address = stackalloc byte[16];
        var length = value.Length - 4;
        for (var i = 0; i < length; i++) address[i] = (byte)(value[4 + i] ^ Bytes[CookieAt + i]);
        return (length == 4 ? IpAddr.FromIPv4(address[..4]) : IpAddr.FromIPv6(address), port);
    }
}
