using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.BitTorrent;

/// <summary>BitTorrent, on whatever port: peers over TCP and uTP, and the distributed hash table.</summary>
public static class BitTorrentProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "bittorrent";

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = Recognised.Anywhere(Service, Transport.Tcp, [6881], BitTorrentMessage.JudgeStream);

    /// <summary>The descriptor of the distributed hash table.</summary>
    public static ProtocolDescriptor Table { get; } = Recognised.Anywhere(Service, Transport.Udp, [6881], BitTorrentMessage.JudgeTable);

    /// <summary>The descriptor of uTP.</summary>
    public static ProtocolDescriptor Utp { get; } = new(Service, Transport.Udp, [6881], ProbeUtp, () => new UtpParser());

    private static ProbeVerdict ProbeUtp(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        direction == Direction.FromOriginator && BitTorrentMessage.OpensUtp(bytes) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
