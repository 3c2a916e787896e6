using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>snmp.log: a line per flow, with Zeek's columns.</summary>
public sealed class SnmpLog : LogFormat<SnmpSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "snmp.log";

    /// <inheritdoc/>
    protected override void Write(SnmpSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("duration"u8, (TimeSpan?)happened.Duration);
        line.Field("version"u8, happened.Version);
        line.Field("community"u8, happened.Community);
        line.Field("get_requests"u8, happened.GetRequests);
        line.Field("get_bulk_requests"u8, happened.GetBulkRequests);
        line.Field("get_responses"u8, happened.GetResponses);
        line.Field("set_requests"u8, happened.SetRequests);
        line.Field("display_string"u8, happened.DisplayString);
        if (happened.UpSince is { } started) line.Field("up_since"u8, started);
        line.End();
    }
}
