using System.Globalization;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Generator.Week;
using NetSensor.Host;

namespace NetSensor.Benchmarks.Quality;

/// <summary>
/// <c>quality [--week FILE] [--truth FILE] [--drawn SEED,…] [--corpus DIR] [--countries FILE]</c>: what is found, what is missed and what is told without reason, on the generated week (made
/// when no file is named; by the seed's draw with <c>--drawn</c>, a table per seed) and on captures of others.
/// </summary>
internal static class QualityCommand
{
    private const string Usage = "quality [--week FILE [--truth FILE]] [--drawn SEED,…] [--no-week] [--corpus DIR] [--countries FILE.mmdb]";

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
            if (given.GetValueOrDefault("--week") is { } capture) faults.AddRange(new WeekQuality().Run(capture, given.GetValueOrDefault("--truth") ?? Path.ChangeExtension(capture, ".truth.jsonl"), options, Console.Out));
            else if (!given.ContainsKey("--no-week")) faults.AddRange(Weeks(given.GetValueOrDefault("--drawn")).SelectMany(week => Made(week, options)));
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

    /// <summary>The week that everybody knows, or one for each seed that draws its own.</summary>
    private static IEnumerable<WeekOptions> Weeks(string? seeds) =>
        seeds is null ? [new WeekOptions()] : seeds.Split(',').Select(seed => new WeekOptions { IsDrawn = true, Seed = int.Parse(seed, CultureInfo.InvariantCulture) });

    private static IEnumerable<string> Made(WeekOptions week, ReplayOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("netsensor-week-");
        try
        {
            var (made, beside) = (Path.Combine(folder.FullName, "week.pcap"), Path.Combine(folder.FullName, "week.truth.jsonl"));
            new WeekScenario(week).Write(made, beside);
            Console.WriteLine($"\n(seed {week.Seed}{(week.IsDrawn ? ", drawn" : "")})");
            return new WeekQuality().Run(made, beside, options, Console.Out).Select(fault => $"seed {week.Seed}: {fault}");
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
            else if (args[i] is "--week" or "--truth" or "--drawn" or "--corpus" or "--countries" && i + 1 < args.Length) given[args[i]] = args[++i];
            else return false;
        }
        return !given.TryGetValue("--drawn", out var seeds) || seeds.Split(',').All(seed => int.TryParse(seed, CultureInfo.InvariantCulture, out _));
    }
}
