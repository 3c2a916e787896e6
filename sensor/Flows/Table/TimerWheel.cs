using NetSensor.Wire;

namespace NetSensor.Flows.Table;

/// <summary>
/// Flows by the moment at which each is to be looked at again: a ring of slots of one tick each, every slot a stack of record numbers. A flow says itself
/// in which tick it is (<see cref="FlowRecord.WheelTick"/>); a number in any other slot is passed over when that slot comes up. So a flow moves, or leaves,
/// without a look at its neighbours; and a packet moves its flow only when that ends sooner: one that lives longer is put back when its slot comes up.
/// </summary>
internal sealed class TimerWheel(FlowTable table, FlowFetcher fetcher)
{
    /// <summary>Length of a tick. Ends by silence are stamped with the first tick boundary behind them.</summary>
    public const long TickNanoseconds = 100_000_000;

    private const int Slots = 4096; // 409 s, more than the longest usual silence; longer ones take another turn
    private const int MostStaleShare = 4, MostStaleAtLeast = 1 << 16; // numbers per flow, mostly passed over, at which the slots are made anew
    private const long InNoSlot = long.MinValue;

    private readonly RecordStacks _slots = new(Slots);
    private long _current = long.MinValue;
    private long _nextBoundary = long.MinValue; // nanoseconds; before it every turn of the wheel has been made
    private int _fetched; // numbers on top of the slot that has come up whose flows were asked for together

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

    /// <summary>Begins anew at this moment, with empty slots: the flows that it <see cref="Watches"/> must all be added again.</summary>
    public void Restart(Timestamp now)
    {
        _slots.Clear();
        _current = TickBehind(now) - 1;
        _nextBoundary = (_current + 1) * TickNanoseconds;
    }

    /// <summary>Whether a flow is in the wheel.</summary>
    public bool Watches(int record) => table[record].WheelTick != InNoSlot;

    /// <summary>Puts a flow into the slot of this deadline, whatever slot it was in.</summary>
    public void Add(int record, Timestamp deadline)
    {
        var tick = Math.Clamp(TickBehind(deadline), _current + 1, _current + Slots - 1);
        table[record].WheelTick = tick;
        _slots.Push(Slot(tick), record);
        if (_slots.Count > MostStaleShare * table.Count + MostStaleAtLeast) MakeAnew();
    }

    /// <summary>Takes a flow out of its slot.</summary>
    public void Remove(int record) => table[record].WheelTick = InNoSlot;

    /// <summary>Moves a flow forward when its deadline has come nearer than the slot that it is in.</summary>
    public void Hasten(int record, Timestamp deadline)
    {
        if (TickBehind(deadline) < table[record].WheelTick) Add(record, deadline);
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
            while (TakeFrom(tick) is var record and >= 0) // ends: each turn takes a number off the slot
            {
                if (table[record].WheelTick != tick) continue;
                table[record].WheelTick = InNoSlot;
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
            while (_slots.Peek(Slot(tick)) is var record and >= 0) // ends: returns, or takes a number off the slot
            {
                if (table[record].WheelTick == tick) return record;
                _slots.Pop(Slot(tick));
            }
        return -1;
    }

    /// <summary>The number on top of this tick's slot; the flows of those below are fetched ahead.</summary>
    private int TakeFrom(long tick)
    {
        if (_fetched == 0)
        {
            var next = _slots.Top(Slot(tick));
            fetcher.FetchEnding(next, tick);
            _fetched = next.Length;
        }
        var record = _slots.Pop(Slot(tick));
        _fetched = record < 0 ? 0 : _fetched - 1;
        return record;
    }

    /// <summary>Leaves out all numbers that would be passed over: flows that come and go would leave ever more of them.</summary>
    private void MakeAnew()
    {
        _slots.Clear();
        for (var record = 0; record < table.Created; record++)
            if (table[record].WheelTick is var tick && tick > _current && tick < _current + Slots) _slots.Push(Slot(tick), record);
    }

    private bool IsEmpty() => table.Count == 0;

    private static int Slot(long tick) => (int)(tick & (Slots - 1));
}
