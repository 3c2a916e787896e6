using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Who fetches ahead is told of each event before it comes, whatever their number is.</summary>
public sealed class ProcessionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]   // a block
    [InlineData(9)]
    [InlineData(41)]  // one more than lies ahead
    [InlineData(100)]
    public void Each_event_is_announced_once_for_each_step_in_turn_and_then_comes(int count)
    {
        SensorEvent[] events = [.. Enumerable.Range(0, count).Select(i => TestEvents.Of(i, 5, i))];
        var output = new AnnouncedEvents();
        HandOn(events, output);
        Assert.Equal(events, output.Told.Where(told => told.What == AnnouncedEvents.Came).Select(told => told.Event));
        string[] steps = CacheLines.AreAsked ? ["Bucket", "Entry", "Content", AnnouncedEvents.Came] : [AnnouncedEvents.Came];
        Assert.Equal(steps.Length * count, output.Told.Count);
        foreach (var happened in events)
            Assert.Equal(steps, output.Told.Where(told => told.Event == happened).Select(told => told.What));
    }

    [Fact]
    public void Events_come_in_order_to_who_fetches_nothing_ahead()
    {
        SensorEvent[] events = [.. Enumerable.Range(0, 41).Select(i => TestEvents.Of(i, 5, i))];
        var output = new CollectedEvents();
        HandOn(events, output);
        Assert.Equal(events, output.Events);
    }

    private static void HandOn(SensorEvent[] events, IEventSink output)
    {
        var epoch = new Epoch();
        foreach (var happened in events) epoch.Emit(happened);
        var merger = new EventMerger();
        merger.Add(epoch);
        merger.ReleaseAll(output);
    }
}
