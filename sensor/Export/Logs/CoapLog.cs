using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>coap.log, which Zeek does not have: a line per request and its answer.</summary>
public sealed class CoapLog : LogFormat<CoapTransactionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "coap.log";

    /// <inheritdoc/>
    protected override void Write(CoapTransactionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("method"u8, happened.Method);
        line.Field("host"u8, happened.Host);
        line.Field("uri"u8, happened.Uri);
        line.Field("observe"u8, happened.Observes);
        line.Field("code"u8, happened.Code);
        line.Field("payload_len"u8, happened.PayloadLength);
        line.Field("resources"u8, happened.Resources);
        line.End();
    }
}
