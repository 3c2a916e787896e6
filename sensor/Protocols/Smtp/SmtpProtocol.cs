using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Smtp;

/// <summary>SMTP (RFC 5321): mail on its way between servers, and its submission.</summary>
public static class SmtpProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "smtp";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = 
        new(Service, Transport.Tcp, [25, 587, 2525], Probe, () => new SmtpParser()) { NamesPartialFlows = true };

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder)
        {
            var greeting = Lines.BeginWith(firstBytes, "220"u8);
            return greeting == ProbeVerdict.Yes && !likelyPort ? ProbeVerdict.Maybe : greeting;      // FTP greets alike
        }
        var word = Lines.Word(firstBytes);
        var isHello = Lines.Is(word, "EHLO"u8) || Lines.Is(word, "HELO"u8);
        if (isHello && word.Length < firstBytes.Length) return ProbeVerdict.Yes;
        if (likelyPort) return ProbeVerdict.Maybe;
        var hello = Lines.BeginWith(firstBytes, "EHLO "u8) == ProbeVerdict.Maybe || Lines.BeginWith(firstBytes, "HELO "u8) == ProbeVerdict.Maybe;
        return hello ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }
}
