namespace NetSensor.Enrichment.Indicators;

/// <summary>
/// Reads STIX 2.1 patterns (OASIS STIX 2.1 §9) as far as lists use them: comparisons by "=" or "IN", joined by AND and OR, in parentheses, within one or
/// several observations. Each comparison stands for itself: whoever lists an address AND a port means the address.
/// </summary>
public static class StixPattern
{
    private const int MaxComparisons = 1_000; // real patterns have a handful, generated ones some dozens

    /// <summary>The comparisons; false with a fault when a part cannot be read, and then those that stand before it.</summary>
    public static bool TryRead(string pattern, out IReadOnlyList<StixComparison> comparisons, out string? fault)
    {
        var found = new List<StixComparison>();
        comparisons = found;
        var at = 0;
        while (Next(pattern, ref at) is { } word) // ends: each word moves on
        {
            if (word is "[" or "]" or "(" or ")" or "AND" or "OR") continue;
            if (word is "FOLLOWEDBY" or "START" or "STOP" or "WITHIN" or "REPEATS" or "SECONDS" or "TIMES" || word[0] is '\'' || char.IsAsciiDigit(word[0])) continue; // when, not what
            if (!word.Contains(':') || word == "NOT") return Wrong($"'{word}' is not understood", out fault);
            if (!TryReadValues(pattern, ref at, word, found)) return Wrong($"what follows {word} is not understood; it may be '=' or IN and quoted values", out fault);
            if (found.Count > MaxComparisons) return Wrong($"more than {MaxComparisons} comparisons", out fault);
        }
        fault = found.Count == 0 ? "nothing is compared" : null;
        return fault is null;
    }

    private static bool TryReadValues(string pattern, ref int at, string path, List<StixComparison> found)
    {
        switch (Next(pattern, ref at))
        {
            case "=":
                if (Next(pattern, ref at) is not { } value) return false;
                if (value[0] == '\'') found.Add(new StixComparison(path, Unquoted(value))); // numbers are ports and sizes
                return true;
            case "IN" when Next(pattern, ref at) == "(":
                while (Next(pattern, ref at) is { } item and not ")") // ends: with the list or the pattern
                    if (item[0] == '\'') found.Add(new StixComparison(path, Unquoted(item)));
                return true;
            default:
                return false;
        }
    }

    private static bool Wrong(string text, out string? fault)
    {
        fault = text;
        return false;
    }

    /// <summary>The next bracket, quoted value, operator or word; null at the end.</summary>
    private static string? Next(string pattern, ref int at)
    {
        while (at < pattern.Length && (char.IsWhiteSpace(pattern[at]) || pattern[at] == ',')) at++;
        if (at >= pattern.Length) return null;
        var begin = at;
        if (pattern[at] is '[' or ']' or '(' or ')' or '=') return pattern[at++].ToString();
        if (pattern[at] == '\'')
        {
            for (at++; at < pattern.Length && pattern[at] != '\''; at++)
                if (pattern[at] == '\\') at++;
            at = Math.Min(at + 1, pattern.Length);
            return pattern[begin..at];
        }
        var quoted = false; // hashes are named in quotes: x509-certificate:hashes.'SHA-256'
        for (; at < pattern.Length && (quoted || !(char.IsWhiteSpace(pattern[at]) || pattern[at] is '[' or ']' or '(' or ')' or '=' or ',')); at++)
            if (pattern[at] == '\'') quoted = !quoted;
        return pattern[begin..at];
    }

    private static string Unquoted(string value) => value.Trim('\'').Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
