using NetSensor.Events;

namespace NetSensor.Flows.Payload;

/// <summary>
/// What a stream has in store for its parser, in both directions; and, as long as another parser may have to try, its first bytes and the order
/// in which they came.
/// </summary>
internal sealed class StreamMemory(BufferPool pool)
{
    private DirectionBuffer _fromOriginator = new(pool);
    private DirectionBuffer _fromResponder = new(pool);
    private TurnLog _turns;

    /// <summary>Whether everything since the first byte is still there.</summary>
    public bool KeepsFirst { get; private set; } = true;

    /// <summary>Turns that are remembered.</summary>
    public int Turns => _turns.Count;

    /// <summary>One direction.</summary>
    public ref DirectionBuffer this[Direction direction] => ref direction == Direction.FromOriginator ? ref _fromOriginator : ref _fromResponder;

    /// <summary>Whether a parser has dealt with both sides, or passes over bytes unseen: it will not say any more that the flow is another's.</summary>
    public bool IsSettled =>
        (_fromOriginator.HasConsumed && _fromResponder.HasConsumed) || (_fromOriginator.Skip | _fromResponder.Skip) != 0;

    /// <summary>Whether the first bytes are all that may be kept of them.</summary>
    public bool IsFull => Math.Max(_fromOriginator.Length, _fromResponder.Length) >= PayloadLimits.FirstBytes;

    /// <summary>Whether so many bytes more of this direction can be kept among the first ones.</summary>
    public bool HasRoomFor(Direction direction, int count) =>
        this[direction].Length + count <= PayloadLimits.FirstBytes && HasTurnFor(direction);

    /// <summary>Whether this direction may speak once more among the first bytes.</summary>
    public bool HasTurnFor(Direction direction) => _turns.HasRoom(direction);

    /// <summary>Stores bytes behind the others, and remembers their turn when the first ones are kept.</summary>
    public void Append(Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (KeepsFirst) _turns.Add(direction, bytes.Length);
        this[direction].Append(bytes);
    }

    /// <summary>Who spoke in a turn, and how much.</summary>
    public (Direction Direction, int Length) Turn(int turn) => (_turns.DirectionOf(turn), _turns.LengthOf(turn));

    /// <summary>First bytes with a hole behind them cannot grow any more: what comes next is the beginning then.</summary>
    public void LoseFirst(Direction direction, long missingBytes)
    {
        ref var side = ref this[direction];
        side.LeadingGap += side.Length + missingBytes;
        side.Drop();
        _turns.Forget(direction);
    }

    /// <summary>Nobody else will try: only what was not consumed stays.</summary>
    public void ForgetFirst()
    {
        KeepsFirst = false;
        _turns.Clear();
        _fromOriginator.Trim();
        _fromResponder.Trim();
    }

    /// <summary>Lets go of what this direction's parser is through with; of the first bytes as soon as nobody else may need them.</summary>
    public void LetGo(Direction direction)
    {
        if (!KeepsFirst) this[direction].Trim();
        else if (IsSettled) ForgetFirst();
    }

    /// <summary>The start of another try.</summary>
    public void Rewind()
    {
        _fromOriginator.Rewind();
        _fromResponder.Rewind();
    }

    /// <summary>What was not consumed becomes the first bytes of another protocol; <paramref name="last"/> is who spoke last.</summary>
    public void StartHere(Direction last)
    {
        KeepsFirst = true;
        _turns.Clear();
        StartSideHere(TurnLog.Opposite(last));
        StartSideHere(last);
    }

    /// <summary>Lets go of everything stored.</summary>
    public void Drop()
    {
        _fromOriginator.Drop();
        _fromResponder.Drop();
    }

    /// <summary>Makes it new.</summary>
    public void Reset()
    {
        KeepsFirst = true;
        _turns.Clear();
        _fromOriginator.Reset();
        _fromResponder.Reset();
    }

    private void StartSideHere(Direction direction)
    {
        ref var side = ref this[direction];
        side.StartHere();
        if (side.Length > 0) _turns.Add(direction, side.Length);
    }
}
