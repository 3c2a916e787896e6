using NetSensor.Events;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// Follows LDAP over TCP: messages one after the other, or frames of SASL around them. What entries hold passes unseen. Behind a gap it waits for
/// a segment that begins with a message.
/// </summary>
public sealed class LdapStreamParser : IProtocolParser
{
    private const int MaxMessage = 48 * 1024;              // of which more is not waited for; of larger ones the beginning is read
    private const int EntryHead = 32;                      // envelope and operation, which is all that is told of entries

    private readonly LdapSession _session = new();
    private readonly Side[] _sides = new Side[2];
    private bool _confirmed;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        ref var side = ref _sides[(int)direction];
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a message or the head of a frame, or leaves
        {
            var rest = bytes[(int)consumed..];
            var isMessage = side.InFrame > 0 || rest[0] == (byte)DerTag.Sequence;
            var verdict = isMessage ? OnMessage(rest, direction, flow, out var length) : OnFrame(rest, ref side, flow, out length);
            if (verdict == ProbeVerdict.Maybe) break;
            if (verdict == ProbeVerdict.No && side.InFrame == 0) return Broken(bytes.Length, side);
            if (isMessage && side.InFrame > 0) length = Leave(ref side, verdict == ProbeVerdict.Yes ? length : side.InFrame);
            consumed += length;
            if (_session.StartsTls) return ParseResult.Upgrade(consumed);
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        _sides[(int)direction] = new Side { IsLost = true };
        return ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _session.Reset();
        _sides.AsSpan().Clear();
        _confirmed = false;
    }

    private ParseResult Broken(int seen, Side side)
    {
        if (side.IsLost) return ParseResult.Continue(seen);
        return _confirmed ? ParseResult.Done : ParseResult.NotThis;
    }

    /// <summary>Takes a message out of the frame around it; behind the last one comes the checksum.</summary>
    private static long Leave(ref Side side, long length)
    {
        side.InFrame -= length;
        if (side.InFrame > 0) return length;
        length += side.InFrame + side.Behind;              // a message that is longer than its frame ends with it
        side.InFrame = 0;
        return length;
    }

    private ProbeVerdict OnMessage(scoped ReadOnlySpan<byte> rest, Direction direction, IFlowContext flow, out long length)
    {
        length = 0;
        var verdict = LdapMessage.Judge(rest, direction);
        if (verdict != ProbeVerdict.Yes || !LdapMessage.TryRead(rest, out var message)) return verdict;
        _confirmed = true;
        _sides[(int)direction].IsLost = false;
        flow.ConfirmService(LdapProtocol.StreamService);
        length = new DerReader(rest).NextLength;
        var wanted = message.Operation is LdapOperation.SearchEntry or LdapOperation.SearchReference ? EntryHead : MaxMessage;
        if (rest.Length < Math.Min(length, wanted)) return ProbeVerdict.Maybe;
        _session.OnMessage(rest[..(int)Math.Min(rest.Length, length)], flow);
        return ProbeVerdict.Yes;
    }

    private ProbeVerdict OnFrame(scoped ReadOnlySpan<byte> rest, ref Side side, IFlowContext flow, out long length)
    {
        length = 0;
        if (!_confirmed || side.IsLost) return ProbeVerdict.No;
        var verdict = SaslFrame.Read(rest, out var frame);
        if (verdict != ProbeVerdict.Yes) return verdict;
        if (!frame.IsClear) _session.OnSealed(frame.Mechanism, flow);
        (side.InFrame, side.Behind) = (frame.MessageBytes, frame.Behind);
        length = frame.Before;
        return ProbeVerdict.Yes;
    }

    private struct Side
    {
        /// <summary>Whether a gap left it unknown where messages begin.</summary>
        public bool IsLost { get; set; }
        /// <summary>Bytes of messages that are still to come in the frame of SASL under way.</summary>
        public long InFrame { get; set; }
        /// <summary>Bytes of that frame behind them.</summary>
        public int Behind { get; set; }
    }
}
