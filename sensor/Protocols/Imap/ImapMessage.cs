using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Imap;

/// <summary>The commands of IMAP (RFC 9051 §6) that open a session.</summary>
public static class ImapMessage
{
    /// <summary>Whether the word is a command that clients begin with.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> word) =>
        Lines.Is(word, "CAPABILITY"u8) || Lines.Is(word, "STARTTLS"u8) || Lines.Is(word, "ID"u8) || EndsTheOpening(word);

    /// <summary>Whether a line ends with the announcement of a literal ("{5}", "{5+}"), and how many bytes it has; -1 when not.</summary>
    public static bool TryReadLiteral(ReadOnlySpan<byte> text, out int length)
    {
        length = -1;
        if (text.IsEmpty || text[0] != '{' || text[^1] != '}') return false;
        return System.Buffers.Text.Utf8Parser.TryParse(text[1..], out length, out _) && length >= 0;
    }

    /// <summary>Takes an atom or a quoted string (RFC 9051 §4.3) off the front; what is escaped in it stays so.</summary>
    public static ReadOnlySpan<byte> TakeString(scoped ref ReadOnlySpan<byte> text)
    {
        var quoted = text[0] == '"';
        if (quoted) text = text[1..];
        var end = 0;
        while (end < text.Length && text[end] != (quoted ? '"' : ' ')) end += quoted && text[end] == '\\' ? 2 : 1;   // ends: each turn passes a byte
        end = Math.Min(end, text.Length);
        var taken = text[..end];
        text = text[Math.Min(end + 1, text.Length)..];
        return taken;
    }

    /// <summary>Whether the command comes when it is too late for STARTTLS.</summary>
    public static bool EndsTheOpening(ReadOnlySpan<byte> word) =>
        Lines.Is(word, "LOGIN"u8) || Lines.Is(word, "AUTHENTICATE"u8) || Lines.Is(word, "SELECT"u8) || Lines.Is(word, "EXAMINE"u8)
        || Lines.Is(word, "LIST"u8) || Lines.Is(word, "FETCH"u8);
}
