using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Follows an SMB connection from frame to frame. The content of files passes unseen: of a large read or write only the head is looked at. Behind a gap it
/// goes on with the next frame: where the one under way ends, or where the next one shows itself.
/// </summary>
public sealed class SmbParser : IProtocolParser
{
    private const int SmallMessage = 2048;          // waited for as a whole: nearly every message that is no file content
    private const int LongMessage = 64 * 1024;      // most of a message that is waited for: tokens and pipe data have at most so much, and the flow keeps no more
    private const int Head = 128;                   // of a longer message what tells whether the rest is wanted: header, fixed part, and the start of the data

    private readonly SmbNegotiation _negotiation = new();
    private readonly SmbLogon _logon = new();
    private readonly Smb2Dialogue _smb2;
    private readonly Smb1Dialogue _smb1;
    private readonly Side[] _sides = new Side[2];

    /// <summary>A parser for one connection at a time.</summary>
    public SmbParser()
    {
        _smb2 = new Smb2Dialogue(_negotiation, _logon);
        _smb1 = new Smb1Dialogue(_negotiation, _logon);
    }

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        ref var side = ref _sides[(int)direction];
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes at least a byte, or leaves
        {
            var rest = bytes[(int)consumed..];
            if (side.IsLost)
            {
                consumed += SmbFrames.Find(rest, out var found);
                if (!found) break;
                side.IsLost = false;
                continue;
            }
            var verdict = NetBiosFrame.Read(rest, out var frame);
            if (verdict == ProbeVerdict.Maybe) break;
            if (verdict == ProbeVerdict.No || !SmbFrames.MayBegin(rest, frame))
            {
                if (side.HasBegun) flow.Weird("smb_frame_lost", null, "SMB"); // else the capture began in the middle
                side.IsLost = true;
                continue;
            }
            side.Awaited = NetBiosFrame.HeaderLength + frame.Length;
            side.HasBegun = true;
            rest = rest[NetBiosFrame.HeaderLength..];
            if (frame.IsMessage && !OnMessage(rest, frame.Length, direction, flow)) break;
            if (frame.Type == NetBiosFrame.SessionRequest)
            {
                if (rest.Length < frame.Length) break;
                _negotiation.OnNetBiosSession(rest[..frame.Length]);
            }
            consumed += side.Awaited;
            side.Awaited = 0;
        }
        return ParseResult.Continue(consumed);
    }

    /// <summary>A message of this length, of which so much has come; false when more of it is wanted.</summary>
    private bool OnMessage(scoped ReadOnlySpan<byte> message, int length, Direction direction, IFlowContext flow)
    {
        if (message.Length > length) message = message[..length];
        var wanted = length <= SmallMessage ? length : Head;
        if (message.Length < wanted) return false;
        if (length > SmallMessage)
        {
            wanted = Wanted(message, Math.Min(length, LongMessage));
            if (message.Length < wanted) return false;
        }
        if (direction == Direction.FromResponder && SmbMessage.Begins(message) == ProbeVerdict.Yes) flow.ConfirmService(SmbProtocol.Service);
        Read(message[..wanted], direction, flow);
        return true;
    }

    private int Wanted(scoped ReadOnlySpan<byte> message, int whole) => message[0] switch
    {
        SmbMessage.Version2 => _smb2.Wanted(message, Head, whole),
        SmbMessage.Version1 => _smb1.Wanted(message, Head, whole),
        _ => Head,
    };

    private void Read(scoped ReadOnlySpan<byte> message, Direction direction, IFlowContext flow)
    {
        if (SmbMessage.Begins(message) != ProbeVerdict.Yes) return;
        switch (message[0])
        {
            case SmbMessage.Version2:
                _smb2.OnFrame(message, flow);
                break;
            case SmbMessage.Version1:
                _smb1.OnMessage(message, flow);
                break;
            case SmbTransform.Encrypted when SmbTransform.TryReadEncrypted(message, out var session, out var size):
                _smb2.Ledger.OnHidden(session, size, direction, flow);
                break;
            case SmbTransform.Compressed:
                _smb2.OnFrame(SmbTransform.Uncompressed(message), flow);
                break;
        }
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        ref var side = ref _sides[(int)direction];
        var rest = side.Awaited - missingBytes;            // of the frame under way: the gap may lie within it
        side.IsLost |= rest < 0 || side.Awaited == 0;
        side.Awaited = 0;
        _smb1.Ledger.Pipes.OnGap(direction);
        _smb2.Ledger.Pipes.OnGap(direction);
        return ParseResult.Continue(Math.Max(0, rest));
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow)
    {
        _logon.Close(flow);
        _smb1.Ledger.OnClose(flow);
        _smb2.Ledger.OnClose(flow);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _sides.AsSpan().Clear();
        _negotiation.Reset();
        _logon.Reset();
        _smb1.Ledger.Reset();
        _smb2.Ledger.Reset();
    }

    private struct Side
    {
        /// <summary>Whether a frame was seen.</summary>
        public bool HasBegun { get; set; }
        /// <summary>Whether the beginning of the next frame is to be looked for.</summary>
        public bool IsLost { get; set; }
        /// <summary>Bytes of the frame under way, from its first; 0 between frames.</summary>
        public long Awaited { get; set; }
    }
}
