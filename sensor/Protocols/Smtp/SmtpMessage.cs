using System.Buffers.Text;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Smtp;

/// <summary>The lines of SMTP (RFC 5321) as far as they are needed to follow a session.</summary>
public static class SmtpMessage
{
    /// <summary>Reply that announces the service, and that lets TLS begin (RFC 3207 §4).</summary>
    public const int Ready = 220;

    /// <summary>Reply that asks for the mail itself.</summary>
    public const int StartMailInput = 354;

    /// <summary>Reply that asks for the next step of an authentication (RFC 4954 §4).</summary>
    public const int ContinueAuthentication = 334;

    /// <summary>Longest chunk that is passed over (RFC 3030 sets no limit): a client that announces more is believed up to here.</summary>
    public const long MaxChunk = uint.MaxValue;

    /// <summary>Whether the word is a command of SMTP or of its extensions.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 4 or > 8) return false;
        return Lines.Is(word, "EHLO"u8) || Lines.Is(word, "HELO"u8) || Lines.Is(word, "MAIL"u8) || Lines.Is(word, "RCPT"u8)
            || Lines.Is(word, "DATA"u8) || Lines.Is(word, "QUIT"u8) || Lines.Is(word, "RSET"u8) || Lines.Is(word, "NOOP"u8)
            || Lines.Is(word, "VRFY"u8) || Lines.Is(word, "EXPN"u8) || Lines.Is(word, "HELP"u8) || Lines.Is(word, "AUTH"u8)
            || Lines.Is(word, "TURN"u8) || Lines.Is(word, "SEND"u8) || Lines.Is(word, "SOML"u8) || Lines.Is(word, "SAML"u8)
            || Lines.Is(word, "BDAT"u8) || Lines.Is(word, "STARTTLS"u8);
    }

    /// <summary>Whether a reply line is followed by another one of the same reply.</summary>
    public static bool IsContinued(ReadOnlySpan<byte> line) => line.Length > 3 && line[3] == '-';

    /// <summary>Bytes of the chunk that follows a BDAT line (RFC 3030 §2); 0 when it tells none.</summary>
    public static long ChunkLength(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(Lines.AfterWord(line), out long length, out _) && length > 0 ? Math.Min(length, MaxChunk) : 0;
}
