namespace NetSensor.Agreement;

/// <summary>How well the logs must agree. Each goal is told in one line.</summary>
internal static class Goals
{
    private const double Rows = 0.98;   // of Zeek's rows in conn.log: other logs depend on which protocols either side follows
    private const double Fields = 0.98; // of the fields that both carry, in every log
    private const string RowsLog = "conn";

    /// <summary>Tells each goal; whether all are reached.</summary>
    public static bool Judge(IReadOnlyDictionary<string, Tally> tallies, int broken, TextWriter output)
    {
        var reached = Tell(output, "captures that could not be replayed", $"{broken}, goal 0", broken == 0);
        foreach (var (log, tally) in tallies)
        {
            if (log == RowsLog) reached &= Share(output, $"{log}: rows paired", tally.Paired, tally.ZeekRows, Rows);
            reached &= Share(output, $"{log}: fields that both carry", tally.Fields.Values.Sum(field => field.Equal), tally.Fields.Values.Sum(field => field.Both), Fields);
        }
        return reached;
    }

    private static bool Share(TextWriter output, string what, int part, int whole, double goal) =>
        whole == 0 ? Tell(output, what, "nothing to compare", true) : Tell(output, what, $"{100.0 * part / whole:F2} %, goal {100 * goal:F0} %", part >= goal * whole);

    private static bool Tell(TextWriter output, string what, string figure, bool reached)
    {
        output.WriteLine($"{(reached ? "pass" : "FAIL")} {what}: {figure}");
        return reached;
    }
}
