using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Socks;

/// <summary>
/// Messages of SOCKS 4, 4a and 5 (RFC 1928, RFC 1929). Lengths are 0 when more bytes are needed and -1 when it is no such message.
/// <code>
/// 4: | 04 | command 1 | port 2 | address 4 | user … 00 | name … 00, when the address is 0.0.0.x |    answer: | 00 | 5a to 5d | port 2 | address 4 |
/// 5: | 05 | count 1 | methods |                                                                      answer: | 05 | method 1 |
///    | 01 | length 1 | user | length 1 | password |                                                  answer: | 01 | status 1 |
///    | 05 | command 1 | 00 | type 1 | address | port 2 |                                             answer: the same, code for command
/// </code>
/// </summary>
public static class SocksMessage
{
    /// <summary>Version byte of SOCKS 4 requests.</summary>
    public const byte Version4 = 4;
    /// <summary>Version byte of SOCKS 5.</summary>
    public const byte Version5 = 5;
    /// <summary>Method of SOCKS 5: user name and password.</summary>
    public const byte UserPassword = 2;
    /// <summary>Code of a SOCKS 4 answer: granted.</summary>
    public const byte Granted4 = 0x5a;

    private const int MaxUser4 = 64;                // no limit is told; names are short, and this is also part of telling SOCKS from others
    private const int MaxName4 = 256;

    /// <summary>Length of a SOCKS 4 request.</summary>
    public static int Request4(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != Version4) return -1;
        if (bytes.Length > 1 && bytes[1] is not (1 or 2)) return -1;
        if (bytes.Length < 8) return 0;
        var hasName = bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] != 0;
        var user = bytes[8..].IndexOf((byte)0);
        if (user < 0) return bytes.Length - 8 > MaxUser4 ? -1 : 0;
        if (user > MaxUser4) return -1;
        var end = 8 + user + 1;
        if (!hasName) return end;
        var name = bytes[end..].IndexOf((byte)0);
        if (name < 0) return bytes.Length - end > MaxName4 ? -1 : 0;
        return end + name + 1;
    }

    /// <summary>Length of a SOCKS 4 answer.</summary>
    public static int Answer4(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0) return -1;
        if (bytes.Length > 1 && bytes[1] is < Granted4 or > 0x5d) return -1;
        return bytes.Length < 8 ? 0 : 8;
    }

    /// <summary>Length of the methods that a SOCKS 5 client offers.</summary>
    public static int Methods(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var version = reader.U8();
        if (version != Version5 && !reader.Truncated) return -1;
        var count = reader.U8();
        if (!reader.Truncated && count == 0) return -1;
        var methods = reader.Bytes(count);
        if (reader.Truncated) return 0;
        return methods.ContainsAnyInRange((byte)0, (byte)UserPassword) ? 2 + count : -1;
    }

    /// <summary>Length of a SOCKS 5 client's user name and password.</summary>
    public static int Login(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.U8() != 1 && !reader.Truncated) return -1;
        reader.Skip(reader.U8());
        reader.Skip(reader.U8());
        return reader.Truncated ? 0 : reader.Position;
    }

    /// <summary>Length of a SOCKS 5 request or of its answer.</summary>
    public static int Request5(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.U8() != Version5 && !reader.Truncated) return -1;
        if (reader.U8() > 8 && !reader.Truncated) return -1;                                 // commands up to 3, codes up to 8
        if (reader.U8() != 0 && !reader.Truncated) return -1;
        var type = reader.U8();
        if (reader.Truncated) return 0;
        switch (type)
        {
            case 1: reader.Skip(4); break;
            case 3: reader.Skip(reader.U8()); break;
            case 4: reader.Skip(16); break;
            default: return -1;
        }
        reader.Skip(2);
        return reader.Truncated ? 0 : reader.Position;
    }

    /// <summary>Where a whole request or answer of SOCKS 4 points; 4a has a name behind the user id.</summary>
    public static SocksAddress Address4(ReadOnlySpan<byte> bytes, out string? user)
    {
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var port = reader.U16();
        var host = reader.U32();
        var rest = reader.Rest;
        user = TakeText(ref rest);
        const uint nameFollows = 0xff;                                                       // 0.0.0.x
        return new SocksAddress(IpAddr.FromIPv4(host), host is > 0 and <= nameFollows ? TakeText(ref rest) : null, port);
    }

    /// <summary>Where a whole request or answer of SOCKS 5 points.</summary>
    public static SocksAddress Address5(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        reader.Skip(3);
        IpAddr? host = null;
        string? name = null;
        switch (reader.U8())
        {
            case 1: host = IpAddr.FromIPv4(reader.U32()); break;
            case 3: name = EscapedText.From(reader.Bytes(reader.U8()), MaxName4); break;
            case 4: host = IpAddr.FromIPv6(reader.Bytes(16)); break;
        }
        return new SocksAddress(host, name, reader.U16());
    }

    /// <summary>The user name of a whole login; the password is passed over.</summary>
    public static string User(ReadOnlySpan<byte> login) => EscapedText.From(login.Slice(2, login[1]), byte.MaxValue);

    /// <summary>Zeek's words for the answers of SOCKS 4.</summary>
    public static string Status4(byte code) => code switch
    {
        Granted4 => "succeeded",
        0x5b => "general SOCKS server failure",
        0x5c => "request failed because client is not running identd",
        0x5d => "request failed because client's identd could not confirm the user ID string in the request",
        _ => $"unknown-{code}",
    };

    /// <summary>Zeek's words for the answers of SOCKS 5 (RFC 1928 §6).</summary>
    public static string Status5(byte code) => code switch
    {
        0 => "succeeded",
        1 => "general SOCKS server failure",
        2 => "connection not allowed by ruleset",
        3 => "Network unreachable",
        4 => "Host unreachable",
        5 => "Connection refused",
        6 => "TTL expired",
        7 => "Command not supported",
        8 => "Address type not supported",
        _ => $"unknown-{code}",
    };

    private static string? TakeText(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end < 0) return null;
        var text = end == 0 ? null : EscapedText.From(bytes[..end], MaxName4);
        bytes = bytes[(end + 1)..];
        return text;
    }
}
