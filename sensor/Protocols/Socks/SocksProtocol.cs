using NetSensor.Events;

namespace NetSensor.Protocols.Socks;

/// <summary>SOCKS, versions 4, 4a and 5.</summary>
public static class SocksProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "socks";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [1080], Probe, () => new SocksParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (direction == Direction.FromResponder) return firstBytes[0] is 0 or SocksMessage.Version5 ? ProbeVerdict.Maybe : ProbeVerdict.No;
        var length = firstBytes[0] == SocksMessage.Version4 ? SocksMessage.Request4(firstBytes) : SocksMessage.Methods(firstBytes);
        if (length < 0 || firstBytes.Length > Math.Max(length, 0) + LongestAhead) return ProbeVerdict.No;
        return length == 0 ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }

    private const int LongestAhead = 600;           // a client that does not wait sends login and request at once, not more
}
