using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Pop3;

/// <summary>POP3 (RFC 1939): fetching mail.</summary>
public static class Pop3Protocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "pop3";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [110], Probe, () => new Pop3Parser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder) return Lines.BeginWith(firstBytes, "+OK"u8);
        if (!Lines.TryTake(firstBytes, out var line, out _)) return firstBytes.Length < Lines.MaxLine ? ProbeVerdict.Maybe : ProbeVerdict.No;
        var word = Lines.Word(line);
        return Pop3Message.IsOpening(word) || Pop3Message.IsLogin(word) ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }
}
