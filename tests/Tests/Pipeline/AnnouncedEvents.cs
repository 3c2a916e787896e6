using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>A sink, and a deriver that concludes nothing, that keeps what was announced to it and what came, in one row.</summary>
internal sealed class AnnouncedEvents : IEventSink, IEventDeriver, IFetchesAhead
{
    public const string Came = "came";

    /// <summary>Of each event its steps and, where it comes, <see cref="Came"/>, in the order in which this sink was told.</summary>
    public List<(SensorEvent Event, string What)> Told { get; } = [];

    public void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step)
    {
        foreach (var announced in coming) Told.Add((announced, step.ToString()));
    }

    public void Emit(SensorEvent happened) => Told.Add((happened, Came));

    public void Derive(SensorEvent happened, IEventSink derived)
    {
    }

    public void Advance(Timestamp now, IEventSink derived)
    {
    }

    public void Finish(IEventSink derived)
    {
    }
}
