using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Dga;

/// <summary>Which part of a name a generator would have made, and which names nobody generated.</summary>
internal static class CandidateName
{
    private const int ShortestLabel = 5; // below it, names are abbreviations, and letters say nothing

    // Names that mean something only inside a network, or addresses written as names.
    private static readonly HashSet<string> PrivateTops = new(StringComparer.OrdinalIgnoreCase)
        { "arpa", "local", "lan", "home", "internal", "intranet", "corp", "private", "localdomain", "domain", "workgroup", "test", "invalid", "example", "localhost", "onion", "bit", "belkin", "dlink", "router", "fritz" };

    private static readonly NameTable<string> DynamicZones = ReadZones();

    /// <summary>
    /// The label that somebody must have registered for this name, and the domain it makes; false for a single label (a search suffix is still to come, or a
    /// browser tries whether the network lies), private names, and labels too short to judge or in another script.
    /// </summary>
    public static bool TryFind(string name, out ReadOnlySpan<char> domain, out ReadOnlySpan<char> label)
    {
        var text = name.AsSpan().TrimEnd('.');
        domain = RegistrableDomain.Of(text);
        label = default;
        if (DynamicZones.TryFind(domain, out _) && text.Length > domain.Length)
        {
            var below = text[..(text.Length - domain.Length - 1)];
            domain = text[(below.LastIndexOf('.') + 1)..];
        }
        var dot = domain.IndexOf('.');
        if (dot < ShortestLabel || domain.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return false;
        label = domain[..dot];
        var top = domain[(domain.LastIndexOf('.') + 1)..];
        return !label.Contains('_') && char.IsAsciiLetter(top.Length > 0 ? top[0] : '0') && !PrivateTops.GetAlternateLookup<ReadOnlySpan<char>>().Contains(top);
    }

    private static NameTable<string> ReadZones()
    {
        var zones = new NameTable<string>();
        foreach (var row in DataFile.Rows("dynamic-dns.tsv", 2)) zones.Add(row[0], row[1]);
        return zones;
    }
}
