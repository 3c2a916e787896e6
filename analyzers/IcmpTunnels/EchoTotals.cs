using NetSensor.Events;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Echoes between two hosts, requests and replies together where nothing else is said.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Replies">Replies.</param>
/// <param name="Compared">Replies that could be compared with their request.</param>
/// <param name="Altered">Of these, the ones that gave back other data.</param>
/// <param name="RequestBytes">Bytes of data in requests.</param>
/// <param name="ReplyBytes">Bytes of data in replies.</param>
/// <param name="Largest">Bytes of the largest message.</param>
/// <param name="SizeChanges">Messages of another size than the one before.</param>
/// <param name="ContentChanges">Messages of other content than the one before.</param>
/// <param name="SequenceRepeats">Messages that repeat the sequence number of the one before.</param>
/// <param name="IpPackets">Messages that carry an IP packet.</param>
public readonly record struct EchoTotals(
    long Requests, long Replies, long Compared, long Altered, long RequestBytes, long ReplyBytes, int Largest, long SizeChanges, long ContentChanges,
    long SequenceRepeats, long IpPackets)
{
    /// <summary>Messages both ways.</summary>
    public long Messages => Requests + Replies;

    /// <summary>Bytes both ways.</summary>
    public long Bytes => RequestBytes + ReplyBytes;

    /// <summary>What one flow carried so far.</summary>
    public static EchoTotals Of(IcmpEchoEvent echoes)
    {
        var (sent, back) = (echoes.Requests, echoes.Replies);
        return new EchoTotals(sent.Messages, back.Messages, echoes.Compared, echoes.Altered, sent.Bytes, back.Bytes, Math.Max(sent.Largest, back.Largest),
            sent.SizeChanges + back.SizeChanges, sent.ContentChanges + back.ContentChanges, sent.SequenceRepeats + back.SequenceRepeats, sent.IpPackets + back.IpPackets);
    }

    /// <summary>Both together.</summary>
    public static EchoTotals operator +(EchoTotals a, EchoTotals b) => new(
        a.Requests + b.Requests, a.Replies + b.Replies, a.Compared + b.Compared, a.Altered + b.Altered, a.RequestBytes + b.RequestBytes, a.ReplyBytes + b.ReplyBytes,
        Math.Max(a.Largest, b.Largest), a.SizeChanges + b.SizeChanges, a.ContentChanges + b.ContentChanges, a.SequenceRepeats + b.SequenceRepeats, a.IpPackets + b.IpPackets);
}
