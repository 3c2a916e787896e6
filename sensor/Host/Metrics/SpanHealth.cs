using NetSensor.Events;

namespace NetSensor.Host.Metrics;

/// <summary>
/// Whether the mirror port shows both directions: of the TCP flows that ended, which prove by what one side sent that the other side answered, and which of
/// those answers were seen. A scan that nobody answers proves nothing.
/// </summary>
internal sealed class SpanHealth : IEventSink
{
    private long _both, _originatorOnly, _responderOnly;

    /// <summary>Flows of which both sides were seen.</summary>
    public long Both => Interlocked.Read(ref _both);

    /// <summary>Flows whose originator acknowledged, sent or closed, and whose responder never showed.</summary>
    public long OriginatorOnly => Interlocked.Read(ref _originatorOnly);

    /// <summary>The other way round.</summary>
    public long ResponderOnly => Interlocked.Read(ref _responderOnly);

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow.Transport: Transport.Tcp } ended) return;
        if (ended.OriginatorPackets > 0 && ended.ResponderPackets > 0) Interlocked.Increment(ref _both);
        else if (ended.History.AsSpan().ContainsAny("ADF")) Interlocked.Increment(ref _originatorOnly); // only a connection that is open has these
        else if (ended.History.AsSpan().ContainsAny("adf")) Interlocked.Increment(ref _responderOnly);
    }
}
