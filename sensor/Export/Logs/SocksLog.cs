using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>socks.log: a line per request to a proxy, with Zeek's columns; passwords are never in it.</summary>
public sealed class SocksLog : LogFormat<SocksRequestEvent>
{
    /// <inheritdoc/>
    public override string FileName => "socks.log";

    /// <inheritdoc/>
    protected override void Write(SocksRequestEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("version"u8, happened.Version);
        line.Field("user"u8, happened.User);
        line.Field("status"u8, happened.Status);
        if (happened.Request is { } request)
        {
            if (request.Host is { } host) line.Field("request.host"u8, host);
            line.Field("request.name"u8, request.Name);
            line.Field("request_p"u8, request.Port);
        }
        if (happened.Bound is { } bound)
        {
            if (bound.Host is { } host) line.Field("bound.host"u8, host);
            line.Field("bound.name"u8, bound.Name);
            line.Field("bound_p"u8, bound.Port);
        }
        line.End();
    }
}
