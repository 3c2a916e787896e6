using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>FTP's control connection (RFC 959).</summary>
public static class FtpProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "ftp";

    /// <summary>The name of its data connections.</summary>
    public const string DataService = "ftp-data";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = 
        new(Service, Transport.Tcp, [21, 2811], Probe, () => new FtpParser()) { NamesPartialFlows = true };

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder) return ProbeServer(firstBytes, likelyPort);
        if (likelyPort) return Lines.TryTake(firstBytes, out var line, out _) && FtpMessage.IsCommand(Lines.Word(line)) ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
        foreach (var word in FirstWords)
            if (Lines.BeginWith(firstBytes, word) != ProbeVerdict.No) return ProbeVerdict.Maybe;
        return ProbeVerdict.No;
    }

    private static readonly byte[][] FirstWords = ["USER "u8.ToArray(), "AUTH "u8.ToArray(), "FEAT"u8.ToArray(), "SYST"u8.ToArray()];

    private static ProbeVerdict ProbeServer(ReadOnlySpan<byte> firstBytes, bool likelyPort)
    {
        var greets = firstBytes.Length < 3 ? ProbeVerdict.Maybe : Lines.ReplyCode(firstBytes) is 220 or 120 ? ProbeVerdict.Yes : ProbeVerdict.No;
        if (likelyPort || greets != ProbeVerdict.Yes) return greets;
        return FtpMessage.IsGreetingAndLogin(firstBytes) ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
