using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Hands on events in their order, and has whatever they will need fetched ahead: the events themselves, their flows, and what the tables behind know of them. Another
/// thread made them a while ago, so that by now all of it lies far away.
/// </summary>
internal static class Procession
{
    private const int BlockEvents = 8;  // asked for together
    private const int EventBytes = 256, FlowBytes = 192; // what is read of most of them
    private const int BlocksAhead = 5;

    /// <summary>Hands all of them to <paramref name="output"/>, which is told what comes when it fetches ahead.</summary>
    public static void HandOn(ReadOnlySpan<SensorEvent> events, IEventSink output)
    {
        var ahead = output as IFetchesAhead;
        for (var start = -BlocksAhead * BlockEvents; start < events.Length; start += BlockEvents)
        {
            foreach (var coming in Block(events, start, 5)) CacheLines.Fetch(coming, EventBytes);
            foreach (var coming in Block(events, start, 4)) CacheLines.Fetch(coming.Flow, FlowBytes);
            if (ahead is not null)
            {
                ahead.FetchAhead(Block(events, start, 3), FetchStep.Bucket);
                ahead.FetchAhead(Block(events, start, 2), FetchStep.Entry);
                ahead.FetchAhead(Block(events, start, 1), FetchStep.Content);
            }
            foreach (var happened in Block(events, start, 0)) output.Emit(happened);
        }
    }

    private static ReadOnlySpan<SensorEvent> Block(ReadOnlySpan<SensorEvent> events, int start, int ahead)
    {
        var first = start + ahead * BlockEvents;
        return first < 0 || first >= events.Length ? [] : events.Slice(first, Math.Min(BlockEvents, events.Length - first));
    }
}
