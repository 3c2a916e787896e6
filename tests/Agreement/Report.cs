namespace NetSensor.Agreement;

/// <summary>What to print: one field only, how many examples of each group, and whether the explained groups too.</summary>
internal sealed record ReportOptions(string Field, int Show, bool Explained);

/// <summary>Prints figures and groups of differences.</summary>
internal static class Report
{
    public static void Print(IEnumerable<LogComparison> comparisons, Dictionary<string, Tally> tallies, Reasons reasons, ReportOptions options)
    {
        foreach (var comparison in comparisons)
        {
            var tally = tallies[comparison.Log];
            var both = tally.Fields.Values.Sum(f => f.Both);
            var equal = tally.Fields.Values.Sum(f => f.Equal);
            Console.WriteLine($"== {comparison.Log}: Zeek {tally.ZeekRows} rows, ours {tally.OurRows}, paired {Share(tally.Paired, tally.ZeekRows)}, "
                + $"whole row equal {Share(tally.WholeRowEqual, tally.Paired)}, fields that both carry equal {Share(equal, both)}");
            foreach (var (name, field) in tally.Fields.Where(f => f.Value.Both + f.Value.OnlyZeek > 0))
                Console.WriteLine($"   {name,-28} both {field.Both,6}  equal {Share(field.Equal, field.Both),-22} only Zeek {field.OnlyZeek,5}  only ours {field.OnlyOurs,5}");
            PrintGroups(tally, reasons, options);
        }
    }

    private static void PrintGroups(Tally tally, Reasons reasons, ReportOptions options)
    {
        var groups = tally.Differences.Where(d => options.Field.Length == 0 || d.Field == options.Field)
            .GroupBy(d => (Why: reasons.Of(d), d.Field)).OrderByDescending(g => g.Count());
        foreach (var group in groups)
        {
            Console.WriteLine($"   -- {group.Key.Field}: {group.Count()} × [{group.Key.Why.Verdict}] {group.Key.Why.Text}");
            if (group.Key.Why.Verdict != "open" && !options.Explained) continue;
            foreach (var d in group.Take(options.Show))
                Console.WriteLine($"        {d.Capture} | {d.Row} | zeek {Cut(d.Zeek)} | ours {Cut(d.Ours)}");
        }
    }

    private static string Cut(string text) => text.Length <= 220 ? text : text[..220] + "…";

    private static string Share(int part, int whole) => whole == 0 ? "–" : $"{100.0 * part / whole:F2} % ({part}/{whole})";
}
