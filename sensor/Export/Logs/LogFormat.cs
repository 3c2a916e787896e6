using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>A log of one event type.</summary>
public abstract class LogFormat<TEvent> : ILogFormat where TEvent : SensorEvent
{
    /// <inheritdoc/>
    public abstract string FileName { get; }

    /// <inheritdoc/>
    public Type EventType => typeof(TEvent);

    /// <inheritdoc/>
    public void Write(SensorEvent happened, JsonLine line) => Write((TEvent)happened, line);

    /// <summary>Writes one event as one line.</summary>
    protected abstract void Write(TEvent happened, JsonLine line);

    /// <summary>The columns that identify a flow: <c>uid</c>, <c>id.orig_h</c>, <c>id.orig_p</c>, <c>id.resp_h</c>, <c>id.resp_p</c>.</summary>
    protected static void Connection(FlowIdentity? flow, JsonLine line)
    {
        if (flow is null) return;
        Span<byte> uid = stackalloc byte[FlowIdentity.MaxNameBytes];
        line.Field("uid"u8, uid[..flow.WriteUid(uid)]);
        line.Field("id.orig_h"u8, flow.Originator);
        line.Field("id.orig_p"u8, flow.OriginatorPort);
        line.Field("id.resp_h"u8, flow.Responder);
        line.Field("id.resp_p"u8, flow.ResponderPort);
    }
}
