using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Syslog;

/// <summary>
/// Syslog messages over UDP (RFC 5426).
/// <code>
/// RFC 5424: &lt;priority&gt;1 time host program process id …
/// RFC 3164: &lt;priority&gt;Mmm dd hh:mm:ss host program[process]: …
/// </code>
/// </summary>
public readonly ref struct SyslogMessage
{
    private const int MaxPriorityDigits = 3;        // RFC 5424 §6.2.1
    private const int OldTimeLength = 15;           // "Mmm dd hh:mm:ss"

    private static readonly string[] Facilities =
    [
        "KERN", "USER", "MAIL", "DAEMON", "AUTH", "SYSLOG", "LPR", "NEWS", "UUCP", "CRON", "AUTHPRIV", "FTP", "NTP", "AUDIT", "ALERT", "CLOCK",
        "LOCAL0", "LOCAL1", "LOCAL2", "LOCAL3", "LOCAL4", "LOCAL5", "LOCAL6", "LOCAL7",
    ];

    private static readonly string[] Severities = ["EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG"];

    private SyslogMessage(int priority, ReadOnlySpan<byte> text, ReadOnlySpan<byte> host, ReadOnlySpan<byte> program)
    {
        Priority = priority;
        Text = text;
        Host = host;
        Program = program;
    }

    /// <summary>Facility times eight plus severity; -1 without.</summary>
    public int Priority { get; }
    /// <summary>What follows the priority.</summary>
    public ReadOnlySpan<byte> Text { get; }
    /// <summary>The host that it names; empty without.</summary>
    public ReadOnlySpan<byte> Host { get; }
    /// <summary>The program that it names; empty without.</summary>
    public ReadOnlySpan<byte> Program { get; }
    /// <summary>Zeek's name of the facility.</summary>
    public string Facility => Priority < 0 ? "UNSPECIFIED" : Priority / 8 < Facilities.Length ? Facilities[Priority / 8] : $"unknown-{Priority / 8}";
    /// <summary>Zeek's name of the severity.</summary>
    public string Severity => Priority < 0 ? "UNSPECIFIED" : Severities[Priority % 8];

    /// <summary>Reads a message; anything is one.</summary>
    public static SyslogMessage Read(ReadOnlySpan<byte> bytes)
    {
        var text = bytes;
        var priority = TakePriority(ref text);
        var rest = text;
        if (rest.StartsWith("1 "u8))
        {
            rest = Lines.AfterWord(Lines.AfterWord(rest));
            return new SyslogMessage(priority, text, OrNothing(Lines.Word(rest)), OrNothing(Lines.Word(Lines.AfterWord(rest))));
        }
        if (!BeginsWithOldTime(rest)) return new SyslogMessage(priority, text, default, default);
        rest = rest[OldTimeLength..];
        var host = Lines.Word(rest);
        var isTag = host.EndsWith(":"u8);                                                     // no host: the program follows at once
        var tag = isTag ? host : Lines.Word(Lines.AfterWord(rest));
        var end = tag.IndexOfAny((byte)'[', (byte)':');
        return new SyslogMessage(priority, text, isTag ? default : host, end < 0 ? default : tag[..end]);
    }

    private static int TakePriority(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '<') return -1;
        var priority = 0;
        for (var i = 1; i < text.Length && i <= MaxPriorityDigits + 1; i++)
        {
            if (text[i] == '>' && i > 1)
            {
                text = text[(i + 1)..];
                return priority;
            }
            if (!char.IsAsciiDigit((char)text[i])) return -1;
            priority = priority * 10 + text[i] - '0';
        }
        return -1;
    }

    private static bool BeginsWithOldTime(ReadOnlySpan<byte> text) =>
        text.Length > OldTimeLength && text[3] == ' ' && text[6] == ' ' && text[9] == ':' && text[12] == ':' && text[15] == ' '
        && char.IsAsciiLetterUpper((char)text[0]) && char.IsAsciiDigit((char)text[5]);

    private static ReadOnlySpan<byte> OrNothing(ReadOnlySpan<byte> word) => word.SequenceEqual("-"u8) ? default : word;
}
