using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Imap;

/// <summary>The commands of IMAP (RFC 9051 §6) that open a session.</summary>
public static class ImapMessage
{
    /// <summary>Whether the word is a command that clients begin with.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> word) =>
        Lines.Is(word, "CAPABILITY"u8) || Lines.Is(word, "STARTTLS"u8) || Lines.Is(word, "ID"u8) || EndsTheOpening(word);

    /// <summary>Whether the command comes when it is too late for STARTTLS.</summary>
    public static bool EndsTheOpening(ReadOnlySpan<byte> word) =>
        Lines.Is(word, "LOGIN"u8) || Lines.Is(word, "AUTHENTICATE"u8) || Lines.Is(word, "SELECT"u8) || Lines.Is(word, "EXAMINE"u8)
        || Lines.Is(word, "LIST"u8) || Lines.Is(word, "FETCH"u8);
}
