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
    private const int EventsAhead = 5, FlowsAhead = 4, BucketsAhead = 3, EntriesAhead = 2, ContentAhead = 1; // blocks: each reads what the one before it asked for

    /// <summary>Hands all of them to <paramref name="output"/>, which is told what comes when it fetches ahead.</summary>
    public static void HandOn(ReadOnlySpan<SensorEvent> events, IEventSink output)
    {
        var ahead = CacheLines.AreAsked ? output as IFetchesAhead : null;
        for (var start = -EventsAhead * BlockEvents; start < events.Length; start += BlockEvents)
        {
            foreach (var coming in Block(events, start, EventsAhead)) CacheLines.Fetch(coming, EventBytes);
            foreach (var coming in Block(events, start, FlowsAhead)) CacheLines.Fetch(coming.Flow, FlowBytes);
            if (ahead is not null)
            {
                ahead.FetchAhead(Block(events, start, BucketsAhead), FetchStep.Bucket);
                ahead.FetchAhead(Block(events, start, EntriesAhead), FetchStep.Entry);
                ahead.FetchAhead(Block(events, start, ContentAhead), FetchStep.Content);
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
