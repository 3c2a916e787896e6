using System.Globalization;

namespace NetSensor.Wire;

/// <summary>A block of addresses: all that share the first <paramref name="Length"/> bits with <paramref name="Address"/> (RFC 4632; 128-bit count, IPv4 in its mapped form).</summary>
public readonly record struct IpPrefix(IpAddr Address, int Length)
{
    private const int MappedBits = 96; // an IPv4 prefix lies behind the 96 bits of ::ffff:0:0/96

    /// <summary>Whether the address lies in the block.</summary>
    public bool Contains(IpAddr address)
    {
        var highBits = Math.Min(Length, 64);
        return ((address.High ^ Address.High) & Mask(highBits)) == 0 && ((address.Low ^ Address.Low) & Mask(Length - highBits)) == 0;
    }

    /// <summary>Reads "10.0.0.0/8", "fe80::/10", or a single address.</summary>
    public static bool TryParse(string text, out IpPrefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpAddr.TryParse(slash < 0 ? text : text[..slash], out var address)) return false;
        var most = address.IsIPv4 ? 32 : 128;
        var bits = most;
        if (slash >= 0 && !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits)) return false;
        if (bits > most) return false;
        prefix = new IpPrefix(address, address.IsIPv4 ? bits + MappedBits : bits);
        return true;
    }

    /// <summary>"10.0.0.0/8"; a single address without its length.</summary>
    public override string ToString()
    {
        var (bits, most) = Address.IsIPv4 ? (Length - MappedBits, 32) : (Length, 128);
        return bits == most ? $"{Address}" : string.Create(CultureInfo.InvariantCulture, $"{Address}/{bits}");
    }

    private static ulong Mask(int bits) => bits == 0 ? 0 : ulong.MaxValue << (64 - bits);
}
