namespace NetSensor.Analyzers.Common;

/// <summary>The part of a name that somebody can register ("example.co.uk" of "www.example.co.uk"), by a rule of thumb and no list.</summary>
public static class RegistrableDomain
{
    // Below a country's domain, labels that registries themselves use; everything else of two or three letters is taken for one too short to be sold.
    private static readonly HashSet<string> RegistryLabels = new(StringComparer.OrdinalIgnoreCase)
        { "com", "net", "org", "edu", "gov", "mil", "int", "info", "name", "asso", "firm", "store", "govt", "school" };

    /// <summary>The registrable end of the name; the name itself when it has no more labels.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd('.');
        var top = name.LastIndexOf('.');
        if (top < 0) return name;
        var second = name[..top].LastIndexOf('.');
        if (second < 0) return name;
        if (!IsOfRegistry(name[(second + 1)..top], name[(top + 1)..])) return name[(second + 1)..];
        var third = name[..second].LastIndexOf('.');
        return third < 0 ? name : name[(third + 1)..];
    }

    private static bool IsOfRegistry(ReadOnlySpan<char> label, ReadOnlySpan<char> top) =>
        top.Length == 2 && (label.Length <= 2 || RegistryLabels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label));
}
