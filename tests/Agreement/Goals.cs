namespace NetSensor.Agreement;

/// <summary>How well the logs must agree. Each goal is told in one line.</summary>
internal static class Goals
{
    private const double SpineFields = 0.98;    // of the fields that both carry, in the logs of flows, names and sessions
    private const double ProtocolFields = 0.97; // the same in all other logs

    private static readonly HashSet<string> Spine = ["conn", "dns", "ssl", "x509", "quic", "http", "tunnel"];

    /// <summary>Of Zeek's rows, where the number of rows does not depend on which protocols either side follows.</summary>
    private static readonly Dictionary<string, double> Rows = new(StringComparer.Ordinal) { ["conn"] = 0.98, ["weird"] = 0.97 };

    /// <summary>Tells each goal; whether all are reached. Rows are no goal where each capture was made to be odd.</summary>
    public static bool Judge(IReadOnlyDictionary<string, Tally> tallies, Reasons reasons, int broken, bool rowsCount)
    {
        var output = Console.Out;
        var reached = Tell(output, "captures that could not be replayed", $"{broken}, goal 0", broken == 0);
        foreach (var (log, tally) in tallies)
        {
            if (tally.ZeekRows == 0) continue;
            var faults = tally.Differences.Count(difference => difference is { Field: "(row)", Ours: "(none)" } && reasons.Of(difference).Verdict == "zeek");
            var unexplained = tally.Differences.Count(difference => reasons.Of(difference).Text == Reasons.Unexplained);
            var rows = $"{Share(tally.Paired, tally.ZeekRows)} of Zeek's {tally.ZeekRows} rows, ours {tally.OurRows}; {unexplained} differences unexplained";
            if (Rows.TryGetValue(log, out var goal) && rowsCount) reached &= Tell(output, $"{log}: rows",
                $"{rows}; {Share(tally.Paired, tally.ZeekRows - faults)} without the {faults} that are Zeek's fault, goal {100 * goal:F0} %", tally.Paired >= goal * (tally.ZeekRows - faults));
            else output.WriteLine($"     {log}: rows: {rows}");
            var (equal, both) = (tally.Fields.Values.Sum(field => field.Equal), tally.Fields.Values.Sum(field => field.Both));
            goal = Spine.Contains(log) ? SpineFields : ProtocolFields;
            reached &= Tell(output, $"{log}: fields that both carry", $"{Share(equal, both)} equal, goal {100 * goal:F0} %", equal >= goal * both && (both > 0 || unexplained == 0)); // rows that pair with nothing agree in nothing
        }
        return reached;
    }

    private static string Share(int part, int whole) => whole == 0 ? "nothing" : $"{100.0 * part / whole:F2} %";

    private static bool Tell(TextWriter output, string what, string figure, bool reached)
    {
        output.WriteLine($"{(reached ? "pass" : "FAIL")} {what}: {figure}");
        return reached;
    }
}
