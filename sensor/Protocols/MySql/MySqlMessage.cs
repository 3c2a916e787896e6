using NetSensor.Wire;

namespace NetSensor.Protocols.MySql;

/// <summary>
/// The opening of MySQL's protocol.
/// <code>
/// packet:    | length 3, little-endian | sequence 1 | payload |
/// greeting:  | 0a or 09 | server version … 00 | … |
/// response:  | capabilities 4 | largest packet 4 | character set 1 | reserved 23 | user … 00 | … |    (TLS request: the first 32 bytes)
/// </code>
/// </summary>
public static class MySqlMessage
{
    /// <summary>Bytes in front of the payload.</summary>
    public const int HeaderLength = 4;

    private const int MaxGreeting = 1024;           // real ones take about a hundred bytes
    private const int MaxVersion = 128;
    private const ushort WantsTls = 0x0800;         // CLIENT_SSL
    private const ushort Protocol41 = 0x0200;       // CLIENT_PROTOCOL_41
    private const int TlsRequestLength = 32;

    /// <summary>Whether a server's first bytes are a greeting; once it is proven, <paramref name="length"/> is that of its packet.</summary>
    public static ProbeVerdict Greeting(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ByteReader(bytes);
        length = HeaderLength + (reader.U8() | (reader.U8() << 8) | (reader.U8() << 16));
        var sequence = reader.U8();
        var version = reader.U8();
        if (reader.Truncated) return bytes.Length >= 3 && length > MaxGreeting ? ProbeVerdict.No : ProbeVerdict.Maybe;
        if (length is < 16 or > MaxGreeting || sequence != 0 || version is not (9 or 10)) return ProbeVerdict.No;
        var rest = reader.Rest;
        var end = rest.IndexOf((byte)0);
        if (end is 0 or > MaxVersion || (end < 0 && rest.Length > MaxVersion)) return ProbeVerdict.No;
        if ((end < 0 ? rest : rest[..end]).ContainsAnyExceptInRange((byte)0x20, (byte)0x7e)) return ProbeVerdict.No;
        return end < 0 ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }

    /// <summary>Whether a client's first bytes are an answer to a greeting; TLS is asked for when <paramref name="wantsTls"/>.</summary>
    public static ProbeVerdict Response(ReadOnlySpan<byte> bytes, out int length, out bool wantsTls)
    {
        var reader = new ByteReader(bytes);
        length = HeaderLength + (reader.U8() | (reader.U8() << 8) | (reader.U8() << 16));
        var sequence = reader.U8();
        var capabilities = reader.U16Le();
        wantsTls = (capabilities & WantsTls) != 0 && (capabilities & Protocol41) != 0 && length == HeaderLength + TlsRequestLength;
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (sequence != 1 || length > MaxGreeting * 4) return ProbeVerdict.No;
        return bytes.Length < length ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }

    /// <summary>The version in a whole greeting.</summary>
    public static string Version(ReadOnlySpan<byte> greeting)
    {
        var text = greeting[(HeaderLength + 1)..];
        var end = text.IndexOf((byte)0);
        return EscapedText.From(end < 0 ? text : text[..end], MaxVersion);
    }

    /// <summary>What the client of a whole login can do; old ones tell two bytes of it.</summary>
    public static uint Capabilities(ReadOnlySpan<byte> login)
    {
        var reader = new ByteReader(login);
        reader.Skip(HeaderLength);
        var low = reader.U16Le();
        return (low & Protocol41) == 0 ? low : low | ((uint)reader.U16Le() << 16);
    }

    /// <summary>The user name of a whole login.</summary>
    public static ReadOnlySpan<byte> User(ReadOnlySpan<byte> login)
    {
        const int oldHead = 5;                                       // capabilities 2, largest packet 3
        var head = HeaderLength + ((Capabilities(login) & Protocol41) != 0 ? TlsRequestLength : oldHead);
        if (login.Length <= head) return default;
        var text = login[head..];
        var end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }
}
