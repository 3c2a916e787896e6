namespace NetSensor.Enrichment.Inventory;

/// <summary>Takes the names apart that hosts tell of themselves.</summary>
internal static class HostNames
{
    private const string Local = "local"; // RFC 6762 §3: the link's own domain, which says nothing

    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
        { "localhost", "unknown", "none", "(none)", "null", "default", "workstation", "hostname", "-", "?" };

    /// <summary>Host name and domain of "desk-7.corp.example"; no name when the text names nobody.</summary>
    public static (string? Name, string? Domain) Split(string text)
    {
        text = text.Trim().TrimEnd('.').TrimStart('\\');
        if (text.Length == 0 || Wire.IpAddr.TryParse(text, out _)) return default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (name, domain) = dot > 0 && !text.Contains(' ', StringComparison.Ordinal) ? (text[..dot], text[(dot + 1)..]) : (text, null);
        if (Nobody.Contains(name) || IsMadeUp(name)) return default;
        return (name, string.Equals(domain, Local, StringComparison.OrdinalIgnoreCase) ? null : domain);
    }

    /// <summary>Browsers hide behind a random UUID in place of the host's name (draft-ietf-mmusic-mdns-ice-candidates).</summary>
    private static bool IsMadeUp(string name) => name.Length is 32 or 36 && Guid.TryParse(name, out _);
}
