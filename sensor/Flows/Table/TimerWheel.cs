using NetSensor.Wire;

namespace NetSensor.Flows.Table;

/// <summary>
/// Flows by the moment at which each is to be looked at again: a ring of slots of one tick each, every slot a list through the records.
/// A packet never moves its flow; a flow that turns out to live longer is put back when its slot comes up.
/// </summary>
internal sealed class TimerWheel
{
    /// <summary>Length of a tick. Ends by silence are stamped with the first tick boundary behind them.</summary>
    public const long TickNanoseconds = 100_000_000;

    private const int Slots = 4096; // 409 s, more than the longest usual silence; longer ones take another turn

    private readonly FlowTable _table;
    private readonly int[] _heads = new int[Slots];
    private long _current = long.MinValue;
    private long _nextBoundary = long.MinValue; // nanoseconds; before it every turn of the wheel has been made

    /// <summary>A wheel for the flows of this table.</summary>
    public TimerWheel(FlowTable table)
    {
        _table = table;
        Array.Fill(_heads, -1);
    }

    /// <summary>The first tick boundary behind a moment.</summary>
    public static long TickBehind(Timestamp time) => Math.DivRem(time.Nanoseconds, TickNanoseconds, out var rest) + (rest >= 0 ? 1 : 0);

    /// <summary>The moment of a tick boundary.</summary>
    public static Timestamp TimeOf(long tick) => new(tick * TickNanoseconds);

    /// <summary>Whether a tick boundary lies behind the clock by now, so that <see cref="Take"/> is to be asked.</summary>
    public bool IsDue(Timestamp now) => now.Nanoseconds >= _nextBoundary;

    /// <summary>Sets the clock when there is none yet.</summary>
    public void Start(Timestamp now)
    {
        if (_current == long.MinValue) _current = TickBehind(now) - 1;
    }

    /// <summary>Puts a flow that is in no slot into the slot of this deadline.</summary>
    public void Add(int record, Timestamp deadline)
    {
        ref var flow = ref _table[record];
        flow.WheelTick = Math.Clamp(TickBehind(deadline), _current + 1, _current + Slots - 1);
        ref var head = ref _heads[Slot(flow.WheelTick)];
        flow.Previous = -1;
        flow.Next = head;
        if (head >= 0) _table[head].Previous = record;
        head = record;
    }

    /// <summary>Takes a flow out of its slot.</summary>
    public void Remove(int record)
    {
        ref var flow = ref _table[record];
        if (flow.Previous >= 0) _table[flow.Previous].Next = flow.Next;
        else _heads[Slot(flow.WheelTick)] = flow.Next;
        if (flow.Next >= 0) _table[flow.Next].Previous = flow.Previous;
    }

    /// <summary>Moves a flow forward when its deadline has come nearer than the slot that it is in.</summary>
    public void Hasten(int record, Timestamp deadline)
    {
        if (TickBehind(deadline) >= _table[record].WheelTick) return;
        Remove(record);
        Add(record, deadline);
    }

    /// <summary>
    /// The next flow whose slot has come up by <paramref name="now"/>, taken out of the wheel; -1 when none is left, and then the clock has moved.
    /// <paramref name="tick"/> is the boundary that it came up at.
    /// </summary>
    public int Take(Timestamp now, out long tick)
    {
        var target = TickBehind(now) - 1;
        while (_current < target) // ends: the clock moves on by one tick each turn
        {
            tick = _current + 1;
            var record = _heads[Slot(tick)];
            if (record >= 0)
            {
                Remove(record);
                return record;
            }
            if (target - _current > Slots && IsEmpty()) _current = target - 1;
            _current++;
        }
        tick = _current;
        _nextBoundary = (_current + 1) * TickNanoseconds;
        return -1;
    }

    /// <summary>A flow in the next slot that has any: the one to give way when the table is full; -1 when the wheel is empty.</summary>
    public int Soonest()
    {
        for (var tick = _current + 1; tick < _current + Slots; tick++)
            if (_heads[Slot(tick)] is var record and >= 0) return record;
        return -1;
    }

    private bool IsEmpty() => _table.Count == 0;

    private static int Slot(long tick) => (int)(tick & (Slots - 1));
}
