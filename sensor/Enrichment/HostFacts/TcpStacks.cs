namespace NetSensor.Enrichment.HostFacts;

/// <summary>
/// Systems by the options of their SYNs and the time to live with which they begin (RFC 9293 leaves both to the system). Only orders that one family uses
/// are here; a SYN-ACK repeats what it was offered, so fewer of those are told apart.
/// </summary>
internal static class TcpStacks
{
    private static readonly (string Options, int FirstTimeToLive, string System)[] Known =
    [
        ("MNWNNS", 128, "Windows"), ("MNWSTN", 128, "Windows"), ("MNWST", 128, "Windows"),
        ("MSTNW", 64, "Linux"),
        ("MNWNNTSE", 64, "Apple"), ("MNWNNTSEE", 64, "Apple"),
        ("MNWST", 64, "FreeBSD"),
        ("MNNSNWNNT", 64, "OpenBSD"),
        ("M", 255, "embedded"), ("M", 64, "embedded"),
    ];

    /// <summary>The system; null when several behave alike.</summary>
    public static string? OperatingSystem(string stack)
    {
        var options = Part(stack, " opts=");
        if (options.IsEmpty || !int.TryParse(Part(" " + stack, " ttl="), out var timeToLive)) return null;
        foreach (var (order, first, system) in Known)
            if (options.SequenceEqual(order) && timeToLive <= first && timeToLive > first - 32) return system; // no path has more hops
        return null;
    }

    private static ReadOnlySpan<char> Part(string stack, string name)
    {
        var at = stack.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return default;
        var rest = stack.AsSpan(at + name.Length);
        var end = rest.IndexOf(' ');
        return end < 0 ? rest : rest[..end];
    }
}
