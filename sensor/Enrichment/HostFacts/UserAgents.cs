namespace NetSensor.Enrichment.HostFacts;

/// <summary>The system that a User-Agent names (RFC 9110 §10.1.5): most put it into the first parentheses, the more telling names first here.</summary>
internal static class UserAgents
{
    private static readonly (string Mark, string System)[] Systems =
    [
        ("Windows Phone", "Windows Phone"), ("Windows NT 10.0", "Windows 10 or later"), ("Windows NT 6.3", "Windows 8.1"), ("Windows NT 6.2", "Windows 8"),
        ("Windows NT 6.1", "Windows 7"), ("Windows NT 6.0", "Windows Vista"), ("Windows NT 5.", "Windows XP"), ("Microsoft-WNS/10", "Windows 10 or later"),
        ("Microsoft NCSI", "Windows"), ("Microsoft-CryptoAPI", "Windows"), ("Windows-Update-Agent", "Windows"), ("Microsoft BITS", "Windows"), ("Microsoft WinRM", "Windows"),
        ("iPhone", "iOS"), ("iPad", "iPadOS"), ("CaptiveNetworkSupport", "Apple"), ("Mac OS X", "macOS"), ("Darwin/", "Apple"),
        ("Android", "Android"), ("Dalvik/", "Android"), ("Tizen", "Tizen"), ("Web0S", "webOS"), ("CrOS", "ChromeOS"), ("PlayStation", "PlayStation"),
        ("Nintendo", "Nintendo"), ("Debian APT", "Debian or Ubuntu"), ("Ubuntu", "Ubuntu"), ("libdnf", "Fedora or Red Hat"), ("FreeBSD", "FreeBSD"), ("Linux", "Linux"),
    ];

    /// <summary>The system; null when it names none that is known.</summary>
    public static string? OperatingSystem(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent)) return null;
        foreach (var (mark, system) in Systems)
        {
            var at = userAgent.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0) return system is "Android" or "Tizen" ? system + Version(userAgent.AsSpan(at + mark.Length)) : system;
        }
        return null;
    }

    /// <summary>" 7.1.2" of " 7.1.2; Pixel"; empty when no number follows.</summary>
    private static string Version(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not (' ' or '/') || !char.IsAsciiDigit(rest[1])) return string.Empty;
        var end = 1;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || rest[end] == '.')) end++; // ends: counts up
        return string.Concat(" ", rest[1..end].TrimEnd('.'));
    }
}
