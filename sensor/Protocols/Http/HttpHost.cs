namespace NetSensor.Protocols.Http;

/// <summary>The name in a Host header.</summary>
public static class HttpHost
{
    /// <summary>Tells the flow its destination's name: the header without its port (RFC 9110 §7.2), unless that is empty.</summary>
    public static void Name(string? host, IFlowContext flow)
    {
        if (string.IsNullOrEmpty(host)) return;
        var colon = host[0] == '[' ? host.IndexOf(':', Math.Max(host.IndexOf(']'), 0)) : host.IndexOf(':');
        var name = colon < 0 ? host : host[..colon];
        if (name.Length > 0) flow.NameDestination(name, "http");
    }
}
