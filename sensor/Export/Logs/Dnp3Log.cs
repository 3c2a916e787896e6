using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>dnp3.log: a line per response with the request before it, with Zeek's columns.</summary>
public sealed class Dnp3Log : LogFormat<Dnp3ExchangeEvent>
{
    /// <inheritdoc/>
    public override string FileName => "dnp3.log";

    /// <inheritdoc/>
    protected override void Write(Dnp3ExchangeEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.At);
        Connection(happened.Flow, line);
        line.Field("fc_request"u8, happened.Request);
        line.Field("fc_reply"u8, happened.Reply);
        line.Field("iin"u8, happened.Indications);
        line.End();
    }
}
