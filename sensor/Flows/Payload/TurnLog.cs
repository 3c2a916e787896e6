using System.Runtime.CompilerServices;
using NetSensor.Events;

namespace NetSensor.Flows.Payload;

/// <summary>Who said how much when, within the first bytes of a stream: so that they can be told again in the order in which they came.</summary>
internal struct TurnLog
{
    private Lengths _lengths;
    private Direction _first;

    /// <summary>Turns so far; they alternate, beginning with the first speaker.</summary>
    public int Count { readonly get; private set; }

    /// <summary>Whether this direction can still add bytes.</summary>
    public readonly bool HasRoom(Direction direction) => Count < PayloadLimits.Turns || DirectionOf(Count - 1) == direction;

    /// <summary>Adds bytes; there must be room.</summary>
    public void Add(Direction direction, int length)
    {
        if (Count == 0) _first = direction;
        if (Count == 0 || DirectionOf(Count - 1) != direction) _lengths[Count++] = 0;
        _lengths[Count - 1] += length;
    }

    /// <summary>Who spoke in this turn.</summary>
    public readonly Direction DirectionOf(int turn) => (turn & 1) == 0 ? _first : Opposite(_first);

    /// <summary>How many bytes were said in this turn.</summary>
    public readonly int LengthOf(int turn) => _lengths[turn];

    /// <summary>What this direction said is gone.</summary>
    public void Forget(Direction direction)
    {
        for (var turn = 0; turn < Count; turn++)
            if (DirectionOf(turn) == direction) _lengths[turn] = 0;
    }

    /// <summary>Forgets all turns.</summary>
    public void Clear() => Count = 0;

    /// <summary>The other side.</summary>
    public static Direction Opposite(Direction direction) =>
        direction == Direction.FromOriginator ? Direction.FromResponder : Direction.FromOriginator;

    [InlineArray(PayloadLimits.Turns)]
    private struct Lengths
    {
        private int _length;
    }
}
