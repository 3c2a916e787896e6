using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Irc;

/// <summary>Lines of IRC (RFC 2812 §2.3.1): "[:prefix] COMMAND parameters", answers have three digits for command.</summary>
public static class IrcMessage
{
    /// <summary>The command of a line, its prefix left out.</summary>
    public static ReadOnlySpan<byte> Command(ReadOnlySpan<byte> line) =>
        line.StartsWith(":"u8) ? Lines.Word(Lines.AfterWord(line)) : Lines.Word(line);

    /// <summary>Whether the line is a numeric answer.</summary>
    public static bool IsNumeric(ReadOnlySpan<byte> line)
    {
        var command = Command(line);
        return command.Length == 3 && Lines.ReplyCode(command) > 0;
    }

    /// <summary>Whether the word is what clients register with.</summary>
    public static bool IsRegistration(ReadOnlySpan<byte> word) => Lines.Is(word, "NICK"u8) || Lines.Is(word, "USER"u8);

    /// <summary>Whether clients may say it before they register.</summary>
    public static bool MayComeFirst(ReadOnlySpan<byte> word) => IsRegistration(word) || Lines.Is(word, "PASS"u8) || Lines.Is(word, "CAP"u8);
}
