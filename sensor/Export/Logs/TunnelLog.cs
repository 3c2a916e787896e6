using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Logs;

/// <summary>
/// tunnel.log: a line when a tunnel is discovered and when it closes. The tunnel through a proxy is told once per client and proxy, with 0 for the
/// client's port, as Zeek does; it remembers these, so each run has its own.
/// </summary>
public sealed class TunnelLog : LogFormat<TunnelEvent>
{
    private const int MaxRemembered = 100_000; // clients times proxies of a large network; when full all are forgotten, and told once more

    private readonly HashSet<(IpAddr Client, IpAddr Proxy, ushort Port)> _proxies = [];

    /// <inheritdoc/>
    public override string FileName => "tunnel.log";

    /// <inheritdoc/>
    protected override void Write(TunnelEvent happened, JsonLine line)
    {
        if (happened.ByProxy && !IsNew(happened.Flow!)) return;
        line.Begin();
        line.Field("ts"u8, happened.Time);
        if (happened.ByProxy) Proxy(happened.Flow!, line);
        else Connection(happened.Flow, line);
        line.Field("tunnel_type"u8, happened.TunnelType);
        line.Field("action"u8, happened.Action);
        line.End();
    }

    private bool IsNew(FlowIdentity flow)
    {
        if (_proxies.Count >= MaxRemembered) _proxies.Clear();
        return _proxies.Add((flow.Originator, flow.Responder, flow.ResponderPort));
    }

    private static void Proxy(FlowIdentity flow, JsonLine line)
    {
        line.Field("uid"u8, flow.Uid);
        line.Field("id.orig_h"u8, flow.Originator);
        line.Field("id.orig_p"u8, 0);
        line.Field("id.resp_h"u8, flow.Responder);
        line.Field("id.resp_p"u8, flow.ResponderPort);
    }
}
