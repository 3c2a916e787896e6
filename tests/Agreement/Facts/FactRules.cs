using System.Text.RegularExpressions;

namespace NetSensor.Agreement.Facts;

/// <summary>
/// Where we tell what other tools tell: lines of <c>facts.tsv</c> (tool, pattern of keys, pattern of values, places with blanks between, value as we write it,
/// reason). A line without places says why a fact is not told. The value is ours when empty, + any but zero; $1, $2 are groups of the pattern.
/// </summary>
internal sealed class FactRules
{
    private const string Some = "+"; // a count that is not zero, or any text

    private readonly List<(string Tool, Regex Key, Regex Values, string[] Places, string Ours, string Reason)> _rules = [];

    public static FactRules Load(string file)
    {
        var rules = new FactRules();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split('\t');
            if (parts.Length != 6) throw new InvalidDataException($"{file}: six tab-separated columns are needed: {line}");
            rules._rules.Add((parts[0], new Regex($"^(?:{parts[1]})$"), new Regex($"^(?:{parts[2]})$"), parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries), parts[4], parts[5]));
        }
        return rules;
    }

    /// <summary>Whether the fact is told, and where or why not: a place, a reason, or null when it ought to be there and is not.</summary>
    public (bool Found, string? Where) Judge(ExpectedFact fact, ToldFacts told)
    {
        string? reason = null;
        foreach (var rule in _rules)
        {
            if (rule.Tool != fact.Tool || !rule.Key.IsMatch(fact.Key) || !rule.Values.IsMatch(fact.Value)) continue;
            var wanted = rule.Ours.Length == 0 ? fact.Value : rule.Values.Replace(fact.Value, rule.Ours);
            if (rule.Places.FirstOrDefault(place => wanted == Some ? told.At(place).Any(value => value is not ("0" or "")) : told.At(place).Contains(wanted)) is { } where)
                return (true, where);
            if (rule.Reason.Length > 0) reason ??= rule.Reason;
        }
        return (false, reason);
    }
}
