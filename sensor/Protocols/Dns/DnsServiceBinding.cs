using System.Globalization;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

//  | priority (2) | target name | key (2) | length (2) | value … |   key and value repeated

/// <summary>SVCB and HTTPS records (RFC 9460 §2.2) as text: "HTTPS 1 . alpn=h3,h2 ipv4hint=192.0.2.1".</summary>
public static class DnsServiceBinding
{
    private const int MaxParameters = 32;      // RFC 9460 defines seven; drafts bring a few more
    private const int MaxOpaqueBytes = 256;    // an ECH configuration list is about 70 bytes long

    /// <summary>Reads a record; false when priority or target are missing. Parameters after a broken one are left out.</summary>
    public static bool TryTell(ReadOnlySpan<byte> message, in DnsRecord record, Span<byte> scratch, out string text)
    {
        text = string.Empty;
        if (record.DataLength < 3) return false;
        var reader = new ByteReader(record.Data(message));
        var told = new StringBuilder(record.Type == DnsType.Https ? "HTTPS " : "SVCB ");
        told.Append(CultureInfo.InvariantCulture, $"{reader.U16()} ");
        var target = DnsName.Read(message[..(record.DataOffset + record.DataLength)], record.DataOffset + 2, false, scratch);
        told.Append(target.Length == 0 ? "." : EscapedText.From(scratch[..target.Length], DnsName.MaxBytes));
        reader.Skip(target.Next - record.DataOffset - 2);
        for (var i = 0; i < MaxParameters && !reader.AtEnd; i++)
        {
            var key = reader.U16();
            var value = reader.Bytes(reader.U16());
            if (reader.Truncated) break;
            Parameter(told.Append(' '), key, value);
        }
        text = told.ToString();
        return true;
    }

    private static void Parameter(StringBuilder told, ushort key, ReadOnlySpan<byte> value)
    {
        told.Append(KeyName(key));
        if (value.IsEmpty) return;
        told.Append('=');
        var reader = new ByteReader(value);
        var start = told.Length;
        while (!reader.AtEnd) // ends: each turn consumes or truncates
        {
            if (told.Length > start) told.Append(',');
            switch (key)
            {
                case 0: told.Append(KeyName(reader.U16())); break;
                case 1: told.Append(EscapedText.From(reader.Bytes(reader.U8()), byte.MaxValue)); break;
                case 3: told.Append(CultureInfo.InvariantCulture, $"{reader.U16()}"); break;
                case 4 when reader.Remaining >= 4: told.Append(IpAddr.FromIPv4(reader.Bytes(4))); break;
                case 6 when reader.Remaining >= 16: told.Append(IpAddr.FromIPv6(reader.Bytes(16)).ToIPAddress()); break;
                case 5:
                    told.Append(Convert.ToBase64String(reader.Bytes(Math.Min(reader.Remaining, MaxOpaqueBytes))));
                    return;
                default:
                    told.Append(EscapedText.From(reader.Rest, MaxOpaqueBytes));
                    return;
            }
            if (reader.Truncated) return;
        }
    }

    private static string KeyName(ushort key) => key switch // RFC 9460 §14.3.2, RFC 9461, RFC 9540
    {
        0 => "mandatory",
        1 => "alpn",
        2 => "no-default-alpn",
        3 => "port",
        4 => "ipv4hint",
        5 => "ech",
        6 => "ipv6hint",
        7 => "dohpath",
        8 => "ohttp",
        _ => "key" + key.ToString(CultureInfo.InvariantCulture),
    };
}
