using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>The lines of FTP's control connection (RFC 959 §4) as far as they are needed to follow it.</summary>
public static class FtpMessage
{
    /// <summary>Reply that lets TLS begin (RFC 4217 §4).</summary>
    public const int SecurityAccepted = 234;

    /// <summary>Whether the word may be a command: three printable characters or more.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> word) => word.Length >= 3 && !word.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e);

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
}
