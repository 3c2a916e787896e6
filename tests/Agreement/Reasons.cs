using System.Text.RegularExpressions;

namespace NetSensor.Agreement;

/// <summary>
/// Why a group of differences is there: lines of <c>reasons.tsv</c> (log, field, pattern of "capture | key", ours pattern, verdict, reason; patterns are
/// regular expressions, empty ones match all). Verdicts: "zeek" (Zeek's fault), "choice" (ours, on purpose), "open" (to be mended).
/// </summary>
internal sealed class Reasons
{
    /// <summary>What is said of a difference for which there is no rule.</summary>
    public const string Unexplained = "unexplained";

    private readonly List<(string Log, string Field, Regex Capture, Regex Zeek, Regex Ours, string Verdict, string Text)> _rules = [];

    public static Reasons Load(string file)
    {
        var reasons = new Reasons();
        if (!File.Exists(file)) return reasons;
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split('\t');
            if (parts.Length != 7) throw new InvalidDataException($"{file}: seven tab-separated columns are needed: {line}");
            reasons._rules.Add((parts[0], parts[1], new Regex(parts[2]), new Regex(parts[3]), new Regex(parts[4]), parts[5], parts[6]));
        }
        return reasons;
    }

    /// <summary>Verdict and reason of a difference; "unexplained" when no rule fits.</summary>
    public (string Verdict, string Text) Of(Difference difference)
    {
        foreach (var rule in _rules)
            if (rule.Log == difference.Log && (rule.Field.Length == 0 || rule.Field == difference.Field) && rule.Capture.IsMatch($"{difference.Capture} | {difference.Row}")
                && rule.Zeek.IsMatch(difference.Zeek) && rule.Ours.IsMatch(difference.Ours))
                return (rule.Verdict, rule.Text);
        return ("open", Unexplained);
    }
}
