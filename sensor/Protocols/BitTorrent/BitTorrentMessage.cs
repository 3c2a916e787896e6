using NetSensor.Events;

namespace NetSensor.Protocols.BitTorrent;

/// <summary>
/// The openings of BitTorrent: between peers (BEP 3), over uTP (BEP 29), and its distributed hash table (BEP 5).
/// <code>
/// peers: | 13 | "BitTorrent protocol" | reserved 8 | torrent 20 | peer 20 |
/// uTP:   | type 4 bits, version 4 | extension 1 | connection 2 | time 4 | difference 4 | window 4 | sequence 2 | acknowledged 2 | extensions | data |
/// table: a bencoded dictionary: "d1:ad2:id20:" asks, "d1:rd2:id20:" answers, "d1:eli" refuses; some put the address ("d2:ip") in front
/// </code>
/// </summary>
public static class BitTorrentMessage
{
    private const int UtpHead = 20;
    private const byte UtpSyn = 0x41, UtpState = 0x21, UtpData = 0x01;

    private static ReadOnlySpan<byte> Greeting => "\u0013BitTorrent protocol"u8;

    /// <summary>Judges the first bytes of a stream's side: the whole greeting proves it.</summary>
    public static ProbeVerdict JudgeStream(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (!Greeting.StartsWith(bytes[..Math.Min(bytes.Length, Greeting.Length)])) return ProbeVerdict.No;
        return bytes.Length >= Greeting.Length ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }

    /// <summary>Judges a datagram of the table.</summary>
    public static ProbeVerdict JudgeTable(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes.Length < 20 || bytes[0] != 'd' || bytes[^1] != 'e') return ProbeVerdict.No;
        var isIt = bytes.StartsWith("d1:ad2:id20:"u8) || bytes.StartsWith("d1:rd2:id20:"u8) || bytes.StartsWith("d1:eli"u8)
            || (bytes.StartsWith("d2:ip"u8) && bytes.IndexOf("d2:id20:"u8) > 0);
        return isIt ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Whether a datagram opens a uTP connection: sequence 1, nothing to acknowledge.</summary>
    public static bool OpensUtp(ReadOnlySpan<byte> bytes) =>
        bytes.Length is UtpHead or UtpHead + 10 && bytes[0] == UtpSyn && bytes[1] == (bytes.Length == UtpHead ? 0 : 2)
        && bytes[16] == 0 && bytes[17] == 1 && bytes[18] == 0 && bytes[19] == 0;

    /// <summary>Whether a datagram answers such an opening: the same connection, its sequence acknowledged.</summary>
    public static bool AnswersUtp(ReadOnlySpan<byte> bytes, int connection) =>
        bytes.Length >= UtpHead && bytes[0] is UtpState or UtpData && bytes[1] <= 2 && Connection(bytes) == connection && bytes[18] == 0 && bytes[19] == 1;

    /// <summary>The connection of a uTP datagram.</summary>
    public static int Connection(ReadOnlySpan<byte> bytes) => (bytes[2] << 8) | bytes[3];
}
