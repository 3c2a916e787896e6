namespace NetSensor.Protocols.Http;

/// <summary>Methods of HTTP and of its extensions for authoring; names have case.</summary>
public static class HttpMethods
{
    private static readonly string[] Known =
    [
        "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT",
        "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "POLL", "REPORT", "SUBSCRIBE", "BMOVE", "SEARCH",
    ];

    /// <summary>The method's text, the same object for a known one; null when it is not known.</summary>
    public static string? Find(ReadOnlySpan<byte> method)
    {
        foreach (var known in Known)
            if (known.Length == method.Length && System.Text.Ascii.Equals(method, known)) return known;
        return null;
    }

    /// <summary>Whether the method is a usual one.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> method) => Find(method) is not null;
}
