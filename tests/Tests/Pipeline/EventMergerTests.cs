using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>The one order of events: time, flow, sequence; never the shard.</summary>
public sealed class EventMergerTests
{
    [Fact]
    public void Events_of_two_shards_come_in_the_order_of_time_then_flow_then_sequence()
    {
        var merger = new EventMerger();
        var merged = new CollectedEvents();
        merger.Add(EpochOf(TestEvents.Of(5, 9, 0), TestEvents.Of(7, 9, 1), TestEvents.Of(7, 9, 2)));
        merger.Add(EpochOf(TestEvents.Of(5, 3, 4), TestEvents.Of(6, 3, 5), TestEvents.Of(7, 3, 6)));
        merger.ReleaseAll(merged);
        Assert.Equal(["5/3/4", "5/9/0", "6/3/5", "7/3/6", "7/9/1", "7/9/2"], merged.Told);
    }

    [Fact]
    public void Which_shard_saw_a_flow_does_not_matter()
    {
        SensorEvent[] events = [.. Enumerable.Range(0, 200).Select(i => TestEvents.Of(i / 10, (ulong)(i * 7 % 13), i))];
        var together = Merge([events]);
        var apart = Merge([[.. events.Where(e => e.Flow!.Order % 2 == 1)], [.. events.Where(e => e.Flow!.Order % 2 == 0)]]);
        Assert.Equal(together, apart);
    }

    [Fact]
    public void An_event_at_the_clock_waits_for_what_else_happens_at_that_moment()
    {
        var merger = new EventMerger();
        var merged = new CollectedEvents();
        merger.Add(EpochOf(TestEvents.Of(1, 5, 0), TestEvents.Of(2, 5, 1)));
        merger.Release(new Timestamp(2), merged);
        Assert.Equal(["1/5/0"], merged.Told);
        merger.Add(EpochOf(TestEvents.Of(2, 4, 0)));
        merger.Release(new Timestamp(3), merged);
        Assert.Equal(["1/5/0", "2/4/0", "2/5/1"], merged.Told);
    }

    [Fact]
    public void The_cut_between_epochs_does_not_show_in_the_order()
    {
        SensorEvent[] events = [.. Enumerable.Range(0, 300).Select(i => TestEvents.Of(i / 3, (ulong)(i * 31 % 17), i))];
        var whole = Merge([events]);
        var merger = new EventMerger();
        var merged = new CollectedEvents();
        foreach (var part in events.Chunk(7))
        {
            merger.Add(EpochOf(part));
            merger.Release(part[^1].Time, merged);
        }
        merger.ReleaseAll(merged);
        Assert.Equal(whole, merged.Told);
    }

    [Fact]
    public void Three_shards_of_which_one_has_a_clock_that_goes_back_come_in_order()
    {
        SensorEvent[] events = [.. Enumerable.Range(0, 600).Select(i => TestEvents.Of(i / 4, (ulong)(i * 31 % 17), i))];
        var parts = Enumerable.Range(0, 3).Select(shard => events.Where(e => e.Flow!.Order % 3 == (ulong)shard).ToArray()).ToArray();
        Array.Reverse(parts[1]);
        Assert.Equal(Merge([events]), Merge(parts));
    }

    [Fact]
    public void At_the_end_even_what_happened_at_the_last_of_all_moments_is_handed_on() =>
        Assert.Equal(["1/5/0", $"{long.MaxValue}/5/1"], Merge([[TestEvents.Of(long.MaxValue, 5, 1), TestEvents.Of(1, 5, 0)]]));

    private static List<string> Merge(IEnumerable<SensorEvent[]> shards)
    {
        var merger = new EventMerger();
        var merged = new CollectedEvents();
        foreach (var shard in shards) merger.Add(EpochOf(shard));
        merger.ReleaseAll(merged);
        return merged.Told;
    }

    private static Epoch EpochOf(params SensorEvent[] events)
    {
        var epoch = new Epoch();
        foreach (var happened in events) epoch.Emit(happened);
        return epoch;
    }
}
