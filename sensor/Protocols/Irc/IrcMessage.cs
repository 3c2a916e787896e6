using System.Buffers.Text;
using NetSensor.Protocols.Text;
using NetSensor.Wire;

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

    /// <summary>What follows the command of a line.</summary>
    public static ReadOnlySpan<byte> Arguments(ReadOnlySpan<byte> line) =>
        line.StartsWith(":"u8) ? Lines.AfterWord(Lines.AfterWord(line)) : Lines.AfterWord(line);

    /// <summary>Takes the next argument off the front; the colon before the last one is left out.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> arguments)
    {
        var word = Lines.Word(arguments);
        arguments = Lines.AfterWord(arguments);
        return word.StartsWith(":"u8) ? word[1..] : word;
    }

    /// <summary>Takes the next item of a list that commas join.</summary>
    public static ReadOnlySpan<byte> TakeItem(scoped ref ReadOnlySpan<byte> list)
    {
        var end = list.IndexOf((byte)',');
        var item = end < 0 ? list : list[..end];
        list = end < 0 ? default : list[(end + 1)..];
        return item;
    }

    /// <summary>The last argument, which may hold blanks when a colon begins it.</summary>
    public static ReadOnlySpan<byte> Trailing(ReadOnlySpan<byte> arguments) => arguments.StartsWith(":"u8) ? arguments[1..] : arguments;

    /// <summary>Reads "name address port size": an IPv4 address is one decimal number, an IPv6 address is written out.</summary>
    public static IrcOffer ReadOffer(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> name = default;
        if (text.StartsWith("\""u8) && text[1..].IndexOf((byte)'"') is var quote and >= 0)
        {
            name = text[1..(quote + 1)];
            text = text[(quote + 2)..];
        }
        else name = TakeWord(ref text);
        var host = TakeWord(ref text);
        var port = TakeWord(ref text);
        var size = TakeWord(ref text);
        IpAddr address = default;
        if (Utf8Parser.TryParse(host, out uint number, out var used) && used == host.Length) address = IpAddr.FromIPv4(number);
        else if (host.Length <= IpAddr.MaxTextLength) IpAddr.TryParse(EscapedText.From(host, IpAddr.MaxTextLength), out address);
        return new IrcOffer
        {
            Name = name,
            Host = address,
            Port = Utf8Parser.TryParse(port, out ushort number16, out _) ? number16 : (ushort)0,
            Size = Utf8Parser.TryParse(size, out long bytes, out _) && bytes >= 0 ? bytes : null,
        };
    }
}
