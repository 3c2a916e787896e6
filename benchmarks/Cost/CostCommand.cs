using System.Globalization;
using NetSensor.Analyzers;
using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Pipeline;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// <c>cost CAPTURE [rounds [DETECTOR]]</c>: what detection costs: whole replays with and without detectors in turns, logs included, and each detector alone over the events of the capture (0 rounds: only that).
/// </summary>
internal static class CostCommand
{
    private const double MostShare = 0.15;
    private const int MostEvents = 1_500_000;      // kept in memory for the second table

    /// <summary>Prints shares; returns 0 when detection stays below its goal, 1 when not, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var rounds = 3;
        if (args.Length is < 1 or > 3 || (args.Length > 1 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out rounds)) || rounds < 0)
        {
            Console.Error.WriteLine("cost CAPTURE [rounds [DETECTOR]]");
            return 2;
        }
        try
        {
            var share = rounds == 0 ? 0 : Pairs(args[0], rounds);
            Alone(args[0], args.Length > 2 ? args[2] : null);
            return share <= MostShare ? 0 : 1;
        }
        catch (CaptureException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    private static double Pairs(string capture, int rounds)
    {
        var silent = new DetectorChoice { Silent = DetectorCatalog.All.Select(entry => entry.Info.Name).ToHashSet() };
        Replayed(capture, DetectorChoice.Standard);                 // fills the page cache, and has the code compiled
        var shares = new List<double>();
        Console.WriteLine("| round | without detectors, processor s | with | share of the replay with them |\n|---:|---:|---:|---:|");
        for (var round = 1; round <= rounds; round++)
        {
            var (without, with) = (Replayed(capture, silent), Replayed(capture, DetectorChoice.Standard));
            shares.Add((with - without) / with);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {round} | {without:F2} | {with:F2} | {100 * shares[^1]:F1} % |"));
        }
        shares.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ndetection is {100 * shares[shares.Count / 2]:F1} % of the replay's processor time (goal: at most {100 * MostShare:F0} %)"));
        return shares[shares.Count / 2];
    }

    private static double Replayed(string capture, DetectorChoice detectors)
    {
        GC.Collect();
        var folder = Directory.CreateTempSubdirectory("netsensor-cost-");
        try
        {
            var logs = new LogFolder(folder.FullName);
            logs.Prepare([]);
            var used = Environment.CpuUsage.TotalTime;
            Replay.Run([capture], new ReplayOptions { Detectors = detectors }, logs);
            return (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Alone(string capture, string? only)
    {
        var tape = new Tape();
        Replay.Run([capture], new ReplayOptions { Detectors = new DetectorChoice { Silent = DetectorCatalog.All.Select(entry => entry.Info.Name).ToHashSet() } }, tape);
        Console.WriteLine($"\n| detector | ns an event, of {tape.Events.Count} events of all kinds |\n|---|---:|");
        foreach (var entry in DetectorCatalog.All.Where(entry => only is null || entry.Info.Name == only))
        {
            var nanoseconds = Enumerable.Range(0, only is null ? 3 : 12).Min(_ => Judged(entry, tape.Events)); // the first have the code compiled
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {entry.Info.Name} | {nanoseconds / Math.Max(1, tape.Events.Count):F0} |"));
        }
    }

    private static double Judged(DetectorEntry entry, List<SensorEvent> events)
    {
        var stage = new DetectionStage([entry.Create(null, new DetectorContext())], new Quality.Tellings());
        var used = Environment.CpuUsage.TotalTime; // not the time that passes: other programs share the cores
        foreach (var happened in events) stage.Emit(happened);
        stage.Finish();
        return (Environment.CpuUsage.TotalTime - used).TotalNanoseconds;
    }

    private sealed class Tape : IEventSink
    {
        public List<SensorEvent> Events { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (Events.Count < MostEvents) Events.Add(happened);
        }
    }
}
