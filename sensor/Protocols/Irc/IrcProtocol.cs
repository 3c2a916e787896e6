using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Irc;

/// <summary>IRC (RFC 2812).</summary>
public static class IrcProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "irc";

    /// <summary>The name of connections over which files are fetched.</summary>
    public const string DataService = "irc-dcc-data";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [6666, 6667, 6668, 6669], Probe, () => new IrcParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (!Lines.TryTake(firstBytes, out var line, out _))
            return firstBytes.Length < Lines.MaxLine && !firstBytes.ContainsAnyInRange((byte)0, (byte)8) ? ProbeVerdict.Maybe : ProbeVerdict.No;
        if (direction == Direction.FromResponder)
        {
            var speaksIrc = IrcMessage.IsNumeric(line) || Lines.Is(IrcMessage.Command(line), "NOTICE"u8);
            return speaksIrc && line[0] is (byte)':' or (byte)'N' ? ProbeVerdict.Yes : speaksIrc || likelyPort ? ProbeVerdict.Maybe : ProbeVerdict.No;
        }
        var word = IrcMessage.Command(line);
        if (!IrcMessage.MayComeFirst(word)) return ProbeVerdict.No;
        return likelyPort || Lines.Is(word, "NICK"u8) || Lines.Is(word, "CAP"u8) ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
