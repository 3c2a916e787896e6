using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp;

/// <summary>
/// Where the options of one message lie: <c>| code 1 | length 1 | value |</c>, one after the other behind the cookie and, where option 52 says so,
/// in the boot file and the server name too (RFC 2131 §4.1). Of a repeated option the last one counts, as in Zeek.
/// </summary>
public ref struct DhcpOptionValues
{
    private const byte InBootFile = 1;
    private const byte InServerName = 2;

    private ReadOnlySpan<byte> _options;
    private ReadOnlySpan<byte> _bootFile;
    private ReadOnlySpan<byte> _serverName;

    /// <summary>Whether an option is longer than what holds it.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the options of a message.</summary>
    public static DhcpOptionValues Of(in DhcpMessage message)
    {
        var values = new DhcpOptionValues { _options = message.Options, IsCut = IsAreaCut(message.Options) };
        var overload = values.Byte(DhcpOption.Overload) ?? 0;
        if ((overload & InBootFile) != 0) values._bootFile = message.BootFile;
        if ((overload & InServerName) != 0) values._serverName = message.ServerName;
        return values;
    }

    /// <summary>Finds an option; where the options proper do not have it, the areas that continue them are looked at.</summary>
    public readonly bool TryFind(DhcpOption wanted, out ReadOnlySpan<byte> value) =>
        TryFind(_options, wanted, out value) || TryFind(_bootFile, wanted, out value) || TryFind(_serverName, wanted, out value);

    /// <summary>An option of one byte; null when it is missing or of another length.</summary>
    public readonly byte? Byte(DhcpOption wanted) => TryFind(wanted, out var value) && value.Length == 1 ? value[0] : null;

    /// <summary>An option of four bytes, as above.</summary>
    public readonly uint? Number(DhcpOption wanted) => TryFind(wanted, out var value) && value.Length == 4 ? new ByteReader(value).U32() : null;

    /// <summary>An option that is an address, as above.</summary>
    public readonly IpAddr? Address(DhcpOption wanted) => TryFind(wanted, out var value) && value.Length == 4 ? IpAddr.FromIPv4(value) : null;

    /// <summary>An option that is text.</summary>
    public readonly string? Text(DhcpOption wanted) => TryFind(wanted, out var value) ? EscapedText.From(value, byte.MaxValue) : null;

    private static bool TryFind(ReadOnlySpan<byte> options, DhcpOption wanted, out ReadOnlySpan<byte> found)
    {
        var reader = new ByteReader(options);
        var isFound = false;
        found = default;
        while (!reader.AtEnd && !reader.Truncated) // ends: each turn consumes a byte or truncates
        {
            var code = (DhcpOption)reader.U8();
            if (code == DhcpOption.Pad) continue;
            if (code == DhcpOption.End) break;
            var value = reader.Bytes(reader.U8());
            if (reader.Truncated || code != wanted) continue;
            found = value;
            isFound = true;
        }
        return isFound;
    }

    private static bool IsAreaCut(ReadOnlySpan<byte> options)
    {
        var reader = new ByteReader(options);
        while (!reader.AtEnd) // ends: each turn consumes a byte or returns
        {
            var code = (DhcpOption)reader.U8();
            if (code == DhcpOption.Pad) continue;
            if (code == DhcpOption.End) return false;
            reader.Skip(reader.U8());
            if (reader.Truncated) return true;
        }
        return false;
    }
}
