using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>
/// Asks for the memory of flows that end next (<see cref="CacheLines"/>): they were silent for long, and their records and what lies behind these are far away. Step by step for
/// several at a time: each step reads what the one before has asked for, and while the first of them waits all others come, too. Changes nothing.
/// </summary>
internal sealed class FlowFetcher(FlowTable table, DetailsStore details)
{
    private readonly int[] _details = new int[RecordStacks.ChunkLength];
    private int _count;

    /// <summary>Asks for what the ends of these flows will need, so many at most as a stack gives at a time; those that the wheel does not look at in this tick need nothing.</summary>
    public void FetchEnding(ReadOnlySpan<int> records, long tick)
    {
        foreach (var record in records) table.FetchAhead(record);
        foreach (var record in records)
        {
            ref readonly var flow = ref table[record];
            if (flow.WheelTick != tick) continue;
            table.FetchPlaceOf(flow);
            Want(flow.Details);
        }
        FetchWanted();
    }

    private void Want(int number)
    {
        if (number == 0) return;
        details.FetchPlaceOf(number);
        _details[_count++] = number;
    }

    private void FetchWanted()
    {
        var wanted = _details.AsSpan(0, _count);
        foreach (var number in wanted) details.FetchAhead(number);
        foreach (var number in wanted) details[number].FetchAhead();
        foreach (var number in wanted) details[number].Payload?.FetchAhead();
        foreach (var number in wanted) details[number].Payload?.FetchParser();
        _count = 0;
    }
}
