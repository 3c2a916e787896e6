using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Generator.Week;
using NetSensor.Host;

namespace NetSensor.Benchmarks.Quality;

/// <summary>
/// <c>quality [--week FILE] [--truth FILE] [--corpus DIR] [--countries FILE]</c>: what is found, what is missed and what is told without reason, on the generated week (made
/// when no file is named) and on captures of others.
/// </summary>
internal static class QualityCommand
{
    private const string Usage = "quality [--week FILE [--truth FILE]] [--no-week] [--corpus DIR] [--countries FILE.mmdb]";

    /// <summary>Prints the tables; returns 0 when the goals are reached, 1 when not, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        if (!TryRead(args, out var given))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        var options = new ReplayOptions { Enrichment = new EnrichmentOptions { CountryDatabase = given.GetValueOrDefault("--countries") } };
        var faults = new List<string>();
        try
        {
            if (!given.ContainsKey("--no-week")) faults.AddRange(Week(given.GetValueOrDefault("--week"), given.GetValueOrDefault("--truth"), options));
            var table = Path.Combine(AppContext.BaseDirectory, "corpus-labels.tsv");
            if (given.GetValueOrDefault("--corpus") is { } corpus) faults.AddRange(CorpusQuality.Run(corpus, [.. CorpusLabel.Read(table, corpus)], options, Console.Out));
        }
        catch (CaptureException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
        Console.WriteLine(faults.Count == 0 ? "\nAll goals are reached." : "\n# Goals that are missed\n" + string.Join('\n', faults.Select(fault => "- " + fault)));
        return faults.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<string> Week(string? capture, string? truth, ReplayOptions options)
    {
        if (capture is not null) return new WeekQuality().Run(capture, truth ?? Path.ChangeExtension(capture, ".truth.jsonl"), options, Console.Out);
        var folder = Directory.CreateTempSubdirectory("netsensor-week-");
        try
        {
            var (made, beside) = (Path.Combine(folder.FullName, "week.pcap"), Path.Combine(folder.FullName, "week.truth.jsonl"));
            new WeekScenario(new WeekOptions()).Write(made, beside);
            return new WeekQuality().Run(made, beside, options, Console.Out);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool TryRead(string[] args, out Dictionary<string, string> given)
    {
        given = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-week") given[args[i]] = "";
            else if (args[i] is "--week" or "--truth" or "--corpus" or "--countries" && i + 1 < args.Length) given[args[i]] = args[++i];
            else return false;
        }
        return true;
    }
}
