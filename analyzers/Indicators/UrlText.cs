using NetSensor.Events;

namespace NetSensor.Analyzers.Indicators;

/// <summary>URLs in the form of indicators: host in small letters, a port that is not 80, path and query; no scheme.</summary>
internal static class UrlText
{
    private const ushort Web = 80;
    private const string WebSuffix = ":80";

    /// <summary>The URL that was asked for; null when the request was not seen whole.</summary>
    public static string? Of(HttpTransactionEvent request, FlowIdentity flow)
    {
        if (request.Host is not { Length: > 0 } host || request.Uri is not { } path) return null;
        var name = host.ToLowerInvariant();
        if (flow.ResponderPort != Web && !name.Contains(':')) name += $":{flow.ResponderPort}";
        return (name.EndsWith(WebSuffix, StringComparison.Ordinal) ? name[..^WebSuffix.Length] : name) + path;
    }
}
