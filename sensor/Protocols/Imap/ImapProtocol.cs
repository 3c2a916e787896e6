using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Imap;

/// <summary>IMAP (RFC 9051): reading mail.</summary>
public static class ImapProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "imap";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [143], Probe, () => new ImapParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder)
        {
            var greeting = Lines.BeginWith(firstBytes, likelyPort ? "* "u8 : "* OK"u8);
            return greeting == ProbeVerdict.Yes && !likelyPort && firstBytes.IndexOf("IMAP"u8) < 0 ? ProbeVerdict.Maybe : greeting;
        }
        if (!Lines.TryTake(firstBytes, out var line, out _)) return firstBytes.Length < Lines.MaxLine ? ProbeVerdict.Maybe : ProbeVerdict.No;
        return ImapMessage.IsCommand(Lines.Word(Lines.AfterWord(line))) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
