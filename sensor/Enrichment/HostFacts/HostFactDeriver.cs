using System.Collections.Frozen;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Derives facts of hosts from all events: asks the sources of an event's type, and lets through what is new.</summary>
public sealed class HostFactDeriver : IEventDeriver, IFetchesAhead
{
    private readonly FrozenDictionary<Type, IHostFactSource[]> _sources; // asked for each event
    private readonly IFetchesAhead[] _fetchers;
    private readonly FactWriter _writer;

    /// <summary>A deriver with these sources.</summary>
    public HostFactDeriver(FactWriter writer, IReadOnlyList<IHostFactSource> sources)
    {
        _writer = writer;
        _fetchers = [.. sources.OfType<IFetchesAhead>()];
        _sources = sources.GroupBy(source => source.EventType).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <inheritdoc/>
    public void Derive(SensorEvent happened, IEventSink derived)
    {
        if (!_sources.TryGetValue(happened.GetType(), out var sources)) return;
        _writer.Begin(happened, derived);
        foreach (var source in sources) source.Read(happened, _writer);
    }

    /// <inheritdoc/>
    public void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step)
    {
        foreach (var fetcher in _fetchers) fetcher.FetchAhead(coming, step);
    }

    /// <inheritdoc/>
    public void Advance(Timestamp now, IEventSink derived) { }

    /// <inheritdoc/>
    public void Finish(IEventSink derived) { }
}
