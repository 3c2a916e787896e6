using NetSensor.Events;

namespace NetSensor.Protocols.Framing;

/// <summary>
/// The parser of a stream of frames that tell their length: waits for whole ones, passes over what is too long to be kept, and finds the next
/// frame behind a gap when the gap lies within one, or, behind nonsense too, when
/// the protocol has a mark to find it by.
/// </summary>
public abstract class FrameParser : IProtocolParser
{
    /// <summary>What <see cref="FrameLength"/> answers when more bytes are needed to tell.</summary>
    protected const int Unknown = 0;
    /// <summary>What <see cref="FrameLength"/> answers when no frame begins here.</summary>
    protected const int NoFrame = -1;

    private readonly int[] _frame = new int[2];        // per direction: bytes of the frame that the unconsumed ones begin; 0 while unknown
    private readonly bool[] _isLost = new bool[2];     // per direction: whether a gap left it unknown where frames begin
    private bool _understood;

    /// <summary>Bytes of a frame that are waited for; a longer one is given cut to its beginning.</summary>
    protected abstract int Enough { get; }

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var side = (int)direction;
        _frame[side] = 0;
        if (_isLost[side])
        {
            if (!Begins(bytes)) return ParseResult.Continue(bytes.Length);
            _isLost[side] = false;
        }
        var at = 0;
        while (at < bytes.Length)                          // ends: each turn consumes a frame, or leaves
        {
            var rest = bytes[at..];
            var length = FrameLength(rest, direction);
            if (length < 0 && !_understood) return ParseResult.NotThis;
            if (length < 0)
            {
                _isLost[side] = true;
                OnNonsense(rest, flow);
                return ParseResult.Continue(bytes.Length);
            }
            _frame[side] = length;
            if (length == Unknown || rest.Length < Math.Min(length, Enough)) break;
            var status = OnFrame(rest[..Math.Min(length, rest.Length)], direction, flow);
            if (status == ParseStatus.NotThis && _understood) status = ParseStatus.Violation;
            if (status is not (ParseStatus.Continue or ParseStatus.Upgrade)) return new ParseResult(status, 0);
            _understood = true;
            if (status == ParseStatus.Upgrade) return ParseResult.Upgrade(at + length);
            if (length >= rest.Length) return ParseResult.Continue((long)at + length);
            at += length;
            _frame[side] = 0;
        }
        return ParseResult.Continue(at);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        var side = (int)direction;
        var rest = _frame[side] - missingBytes;            // missingBytes counts from the last consumed byte
        var skip = !_isLost[side] && _frame[side] > 0 && rest >= 0 ? rest : -1;
        _isLost[side] = skip < 0;
        _frame[side] = 0;
        OnLoss(direction);
        return ParseResult.Continue(Math.Max(skip, 0));
    }

    /// <inheritdoc/>
    public virtual void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public virtual void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public virtual void Reset()
    {
        _frame.AsSpan().Clear();
        _isLost.AsSpan().Clear();
        _understood = false;
    }

    /// <summary>Length of the frame that begins here, its head included; <see cref="Unknown"/> or <see cref="NoFrame"/>.</summary>
    protected abstract int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction);

    /// <summary>A frame, or as much of its beginning as is <see cref="Enough"/>. Upgrade: another protocol begins behind it.</summary>
    protected abstract ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow);

    /// <summary>Whether a frame begins here, at the start of what came together behind a gap or nonsense. Without a mark to tell: no, and the direction stays unread.</summary>
    protected virtual bool Begins(scoped ReadOnlySpan<byte> bytes) => false;

    /// <summary>Bytes of this direction were lost: what was half told is void.</summary>
    protected virtual void OnLoss(Direction direction) { }

    /// <summary>No frame begins where one should, behind good ones.</summary>
    protected virtual void OnNonsense(scoped ReadOnlySpan<byte> bytes, IFlowContext flow) { }
}
