using System.Buffers.Binary;
using System.Net;

namespace NetSensor.Wire;

/// <summary>An IPv4 or IPv6 address in 16 bytes; IPv4 is kept in its mapped form ::ffff:a.b.c.d (RFC 4291 §2.5.5.2).</summary>
public readonly record struct IpAddr(ulong High, ulong Low) : IComparable<IpAddr>
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000; // ::ffff:0:0/96, the low half of the address

    /// <summary>Most characters that <see cref="TryFormat"/> writes.</summary>
    public const int MaxTextLength = 45;

    /// <summary>Whether this is an IPv4 address.</summary>
    public bool IsIPv4 => High == 0 && (Low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>The IPv4 address as a number, first octet in the highest byte; the low 32 bits otherwise.</summary>
    public uint IPv4Value => (uint)Low;

    /// <summary>Whether this is 224.0.0.0/4 or ff00::/8.</summary>
    public bool IsMulticast => IsIPv4 ? (IPv4Value >> 28) == 0xE : (High >> 56) == 0xFF;

    /// <summary>An IPv4 address from its number, first octet in the highest byte.</summary>
    public static IpAddr FromIPv4(uint value) => new(0, MappedPrefix | value);

    /// <summary>An IPv4 address from four bytes in network order.</summary>
    public static IpAddr FromIPv4(ReadOnlySpan<byte> bytes) => FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>An IPv6 address from sixteen bytes in network order.</summary>
    public static IpAddr FromIPv6(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Reads the usual text forms; an <see cref="FormatException"/> tells that the text is no address.</summary>
    public static IpAddr Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is no IP address");

    /// <summary>Reads the usual text forms of IPv4 and IPv6.</summary>
    public static bool TryParse(string text, out IpAddr address)
    {
        address = default;
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out var written)) return false;
        address = written == 4 ? FromIPv4(bytes) : FromIPv6(bytes);
        return true;
    }

    /// <summary>Writes the address in network order: 4 bytes for IPv4, 16 for IPv6; returns how many.</summary>
    public int WriteBytes(Span<byte> destination)
    {
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, IPv4Value);
            return 4;
        }
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
        return 16;
    }

    /// <summary>Orders IPv4 before native IPv6 of the same leading zeros, by value in network order.</summary>
    public int CompareTo(IpAddr other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>Writes the text form as UTF-8 (dotted quad, or RFC 5952 for IPv6); false when the span is shorter than <see cref="MaxTextLength"/>.</summary>
    public bool TryFormat(Span<byte> utf8, out int written)
    {
        written = 0;
        if (utf8.Length < MaxTextLength) return false;
        written = IsIPv4 ? IpText.WriteIPv4(utf8, IPv4Value) : IpText.WriteIPv6(utf8, High, Low);
        return true;
    }

    /// <summary>The framework's form of this address.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPAddress(bytes[..WriteBytes(bytes)]);
    }

    /// <summary>A well-mixed 64-bit hash; not seeded.</summary>
    public ulong Mix64()
    {
        var mixed = (High * 0x9E37_79B9_7F4A_7C15) ^ Low;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
        return mixed ^ (mixed >> 32);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => TableHash.Of(High, Low);

    /// <summary>Dotted quad, or RFC 5952 for IPv6.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return TryFormat(text, out var written) ? System.Text.Encoding.ASCII.GetString(text[..written]) : string.Empty;
    }
}
