using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

//  OPT record: name = root, class = UDP payload size, TTL = extended RCODE (8) | version (8) | DO (1) | Z (15),
//              data = option code (2) | length (2) | value … repeated

/// <summary>What an OPT record says (RFC 6891 §6.1).</summary>
public readonly record struct DnsEdns(int PayloadSize, int ExtendedResponseCode, int Version, bool DnssecOk)
{
    /// <summary>The client subnet option (RFC 7871 §6).</summary>
    public const ushort ClientSubnetOption = 8;

    /// <summary>Reads the fixed part.</summary>
    public static DnsEdns From(in DnsRecord record) => new(
        record.Class, (int)(record.TimeToLive >> 24), (int)(record.TimeToLive >> 16) & 0xFF, (record.TimeToLive & 0x8000) != 0);

    /// <summary>Finds the first option with this code.</summary>
    public static bool TryFind(ReadOnlySpan<byte> options, ushort wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(options);
        while (!reader.AtEnd) // ends: each turn consumes four bytes or truncates
        {
            var code = reader.U16();
            value = reader.Bytes(reader.U16());
            if (reader.Truncated) break;
            if (code == wanted) return true;
        }
        value = default;
        return false;
    }

    /// <summary>Reads a client subnet: family (1 IPv4, 2 IPv6), source prefix length, scope, and as many address bytes as the prefix needs.</summary>
    public static bool TryReadSubnet(ReadOnlySpan<byte> value, out IpAddr address, out int prefix)
    {
        var reader = new ByteReader(value);
        var family = reader.U16();
        prefix = reader.U8();
        reader.Skip(1);
        var isIPv4 = family == 1;
        var given = reader.Bytes((prefix + 7) / 8);
        address = default;
        if (reader.Truncated || family is not (1 or 2) || prefix > (isIPv4 ? 32 : 128)) return false;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        given.CopyTo(bytes);
        address = isIPv4 ? IpAddr.FromIPv4(bytes) : IpAddr.FromIPv6(bytes);
        return true;
    }
}
