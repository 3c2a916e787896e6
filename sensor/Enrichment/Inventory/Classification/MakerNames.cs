namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>Makers' names as people say them.</summary>
internal static class MakerNames
{
    // legal forms and fillers, with which registered names end
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "gmbh", "ag", "kg", "bv", "b.v", "nv", "sa", "s.a", "spa", "s.p.a", "srl", "sas", "oy", "ab", "as",
        "a/s", "plc", "pte", "pty", "kk", "international", "technologies", "technology", "electronics", "electronic", "systems", "group", "holdings", "&",
    };

    /// <summary>"Belkin" of "Belkin International Inc."; the first word stays whatever it is.</summary>
    public static string Shorten(string registered)
    {
        var words = registered.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && Fillers.Contains(words[^1].Trim('.', '(', ')'))) words.RemoveAt(words.Count - 1); // ends: takes one off
        return string.Join(' ', words).TrimEnd('.');
    }
}
