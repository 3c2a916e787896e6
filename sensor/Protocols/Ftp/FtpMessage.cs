using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>The lines of FTP's control connection (RFC 959 §4).</summary>
public static class FtpMessage
{
    /// <summary>Reply that lets TLS begin (RFC 4217 §4).</summary>
    public const int SecurityAccepted = 234;

    /// <summary>Longest command word that is believed; real ones have three or four letters.</summary>
    public const int MaxCommand = 100;

    private const byte TelnetCommand = 255;         // IAC: clients put it before ABOR (RFC 959 §4.1.3)

    /// <summary>Whether the word may be a command: three printable characters or more.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> word) => word.Length >= 3 && !word.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e);

    /// <summary>A line without the TELNET commands before it.</summary>
    public static ReadOnlySpan<byte> SkipTelnet(ReadOnlySpan<byte> line)
    {
        while (line.Length >= 2 && line[0] == TelnetCommand) line = line[2..];     // ends: each turn takes two bytes
        return line;
    }

    /// <summary>Whether the first bytes of a server are a greeting and an answer to a login, which no other protocol's are.</summary>
    public static bool IsGreetingAndLogin(ReadOnlySpan<byte> bytes)
    {
        if (!Lines.TryTake(bytes, out var line, out var length) || Lines.ReplyCode(line) is not (220 or 120)) return false;
        while (length < bytes.Length)                      // ends: each turn takes a line, or leaves
        {
            bytes = bytes[length..];
            if (Lines.ReplyCode(bytes) is 230 or 331) return true;
            if (!Lines.TryTake(bytes, out _, out length)) return false;
        }
        return false;
    }

    /// <summary>The last number in a text ("… for a.txt (77 bytes)"); 0 when there is none.</summary>
    public static long LastNumber(ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var start = end;
        while (start > 0 && char.IsAsciiDigit((char)text[start - 1])) start--;
        return System.Buffers.Text.Utf8Parser.TryParse(text[start..end], out long number, out _) ? number : 0;
    }
}
