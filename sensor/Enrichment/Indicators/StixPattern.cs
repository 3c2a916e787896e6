namespace NetSensor.Enrichment.Indicators;

/// <summary>
/// Reads STIX 2.1 patterns (OASIS STIX 2.1 §9) as far as lists use them: comparisons by "=", "IN" or "ISSUBSET", joined by AND and OR, in parentheses, within one or several
/// observations. What AND joins within an observation belongs together; observations stand for themselves, however they are joined. When something must
/// happen (WITHIN, REPEATS, START) is passed over.
/// </summary>
public static class StixPattern
{
    private const int MaxTerms = 1_000; // real patterns have a handful, generated ones some dozens
    private const int MaxDepth = 16;    // parentheses within parentheses; people write two

    /// <summary>What a pattern asks for that depends on the order of events.</summary>
    public const string Order = "FOLLOWEDBY";

    /// <summary>
    /// The terms, any of which is enough, and of each the comparisons that must all hold; false with a fault when a part cannot be read, and then the
    /// terms of the observations before it.
    /// </summary>
    public static bool TryRead(string pattern, out IReadOnlyList<IReadOnlyList<StixComparison>> terms, out string? fault)
    {
        var found = new List<IReadOnlyList<StixComparison>>();
        terms = found;
        var at = 0;
        while (Next(pattern, ref at) is { } word) // ends: each word moves on
        {
            if (word == Order) return Wrong($"{Order} (one thing after the other) is not supported: write a list of what each of them is", out fault);
            if (word != "[") continue; // AND, OR, and when it must happen
            if (ReadAny(pattern, ref at, 0, out fault) is not { } any) return false;
            found.AddRange(any);
            if (found.Count > MaxTerms) return Wrong($"more than {MaxTerms} terms", out fault);
        }
        fault = found.Count == 0 ? "nothing is compared" : null;
        return fault is null;
    }

    /// <summary>Terms joined by OR, up to the bracket that closes them; null with a fault.</summary>
    private static List<List<StixComparison>>? ReadAny(string pattern, ref int at, int depth, out string? fault)
    {
        var any = new List<List<StixComparison>>();
        while (depth < MaxDepth) // ends: each turn reads a term or breaks
        {
            if (ReadAll(pattern, ref at, depth, out fault) is not { } terms) return null;
            any.AddRange(terms);
            if (any.Count > MaxTerms) break;
            switch (Next(pattern, ref at))
            {
                case "OR": continue;
                case "]" or ")": return any;
                default:
                    Wrong("a bracket is not closed", out fault);
                    return null;
            }
        }
        Wrong($"more than {MaxTerms} terms, or {MaxDepth} parentheses within each other", out fault);
        return null;
    }

    /// <summary>Comparisons and parentheses joined by AND: each way to choose one of every part is a term.</summary>
    private static List<List<StixComparison>>? ReadAll(string pattern, ref int at, int depth, out string? fault)
    {
        List<List<StixComparison>> all = [[]];
        while (true) // ends: each turn reads a word or breaks
        {
            if (ReadPart(pattern, ref at, depth, out fault) is not { } part) return null;
            all = [.. all.SelectMany(begun => part.Select(more => (List<StixComparison>)[.. begun, .. more])).Take(MaxTerms + 1)];
            var before = at;
            if (Next(pattern, ref at) == "AND") continue;
            at = before;
            return all;
        }
    }

    private static List<List<StixComparison>>? ReadPart(string pattern, ref int at, int depth, out string? fault)
    {
        fault = null;
        switch (Next(pattern, ref at))
        {
            case "(": return ReadAny(pattern, ref at, depth + 1, out fault);
            case { } path when path.Contains(':') && path[0] != '\'':
                if (ReadValues(pattern, ref at) is { } values) return [.. values.Select(value => (List<StixComparison>)[new StixComparison(path, value)])];
                Wrong($"what follows {path} is not understood; it may be '=', IN or ISSUBSET and values", out fault);
                return null;
            case var word:
                Wrong(word is null ? "it ends within a bracket" : $"'{word}' is not understood", out fault);
                return null;
        }
    }

    private static List<string>? ReadValues(string pattern, ref int at)
    {
        switch (Next(pattern, ref at))
        {
            case "=" or "ISSUBSET": return Next(pattern, ref at) is { } value && value is not ("[" or "]" or "(" or ")" or "=") ? [Unquoted(value)] : null;
            case "IN" when Next(pattern, ref at) == "(":
                var values = new List<string>();
                while (Next(pattern, ref at) is { } item and not ")") // ends: with the list or the pattern
                    values.Add(Unquoted(item));
                return values.Count > 0 ? values : null;
            default:
                return null;
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
        var (quoted, indexed) = (false, false); // hashes are named in quotes: x509-certificate:hashes.'SHA-256'; lists have an index: protocols[*]
        for (; at < pattern.Length && (quoted || indexed || !(char.IsWhiteSpace(pattern[at]) || pattern[at] is ']' or '(' or ')' or '=' or ',')); at++)
        {
            if (pattern[at] == '\'') quoted = !quoted;
            else if (!quoted) indexed = pattern[at] == '[' || (indexed && pattern[at] != ']');
        }
        return pattern[begin..at];
    }

    private static string Unquoted(string value) =>
        value[0] == '\'' ? value.Trim('\'').Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : value;
}
