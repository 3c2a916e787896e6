using System.Diagnostics;
using System.Globalization;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Pipeline;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// <c>cost CAPTURE [rounds [DETECTOR]]</c>: what detection costs: whole replays by one worker with and without detectors in turns, logs included, by processor time and by the clock, and
/// each detector alone over the events of the capture (0 rounds: only that).
/// </summary>
internal static class CostCommand
{
    private const double MostShare = 0.15;
    private const int MostEvents = 1_500_000;      // kept in memory for the second table

    private static readonly DetectorChoice NoDetectors = new() { Silent = DetectorCatalog.All.Select(entry => entry.Info.Name).ToHashSet() };

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

    /// <summary>The larger of the share of the clock, which is what replay speed means, and that of all processor time.</summary>
    private static double Pairs(string capture, int rounds)
    {
        Replayed(capture, DetectorChoice.Standard);                 // fills the page cache, and has the code compiled
        var (processor, clock) = (new List<double>(), new List<double>());
        Console.WriteLine("| round | without detectors: processor s, clock s | with: the same | share of processor time | share of the clock |\n|---:|---:|---:|---:|---:|");
        for (var round = 1; round <= rounds; round++)
        {
            var (without, with) = (Replayed(capture, NoDetectors), Replayed(capture, DetectorChoice.Standard));
            processor.Add(Share(without.Processor, with.Processor));
            clock.Add(Share(without.Clock, with.Clock));
            var times = Text($"{without.Processor.TotalSeconds:F2}, {without.Clock.TotalSeconds:F2} | {with.Processor.TotalSeconds:F2}, {with.Clock.TotalSeconds:F2}");
            Console.WriteLine(Text($"| {round} | {times} | {100 * processor[^1]:F1} % | {100 * clock[^1]:F1} % |"));
        }
        var goal = Text($"goal: both at most {100 * MostShare:F0} %");
        Console.WriteLine(Text($"\ndetection is {100 * Median(processor):F1} % of the replay's processor time and {100 * Median(clock):F1} % of the time that it takes ({goal})"));
        return Math.Max(Median(processor), Median(clock));
    }

    private static double Share(TimeSpan without, TimeSpan with) => (with - without) / with;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static (TimeSpan Processor, TimeSpan Clock) Replayed(string capture, DetectorChoice detectors)
    {
        GC.Collect();
        var folder = Directory.CreateTempSubdirectory("netsensor-cost-");
        try
        {
            var logs = new LogFolder(folder.FullName);
            logs.Prepare([]);
            var (used, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            Replay.Run([capture], new ReplayOptions { Detectors = detectors, Workers = 1 }, logs);
            return (Environment.CpuUsage.TotalTime - used, Stopwatch.GetElapsedTime(begun));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Alone(string capture, string? only)
    {
        var tape = new Tape();
        Replay.Run([capture], new ReplayOptions { Detectors = NoDetectors }, tape);
        Console.WriteLine($"\n| detector | ns an event, of {tape.Events.Count} events of all kinds | of these in ticks | bytes allocated |\n|---|---:|---:|---:|");
        var context = new DetectorContext { KnowsCountries = false, IsOnePass = true }; // as the replays above
        var over = (tape.Events, Rounds: only is null ? 3 : 12);
        if (only is null) Print("(nobody: events handed on)", over, () => [], new Quality.Tellings());
        foreach (var entry in DetectorCatalog.All.Where(entry => only is null || entry.Info.Name == only))
            Print(entry.Info.Name, over, () => [entry.Create(null, context)], new Quality.Tellings());
        if (only is not null) return;
        Print("all of them, and the desk", over, () => DetectorCatalog.CreateAll(context), new FindingDesk(new DeskOptions(), context) { Next = new Quality.Tellings() });
    }

    /// <summary>The best of some rounds: the first have the code compiled.</summary>
    private static void Print(string name, (List<SensorEvent> Events, int Rounds) over, Func<IReadOnlyList<IDetector>> create, IDetectionSink detections)
    {
        var cost = Enumerable.Range(0, over.Rounds)
            .Select(_ => Judged([.. create().Select(detector => new TimedDetector(detector))], over.Events, detections)).MinBy(each => each.Nanoseconds);
        var events = Math.Max(1, over.Events.Count);
        Console.WriteLine(Text($"| {name} | {cost.Nanoseconds / events:F0} | {cost.InTicks / events:F0} | {cost.Bytes / events:F0} |"));
    }

    private static AloneCost Judged(IReadOnlyList<TimedDetector> detectors, List<SensorEvent> events, IDetectionSink detections)
    {
        var stage = new DetectionStage(detectors, detections);
        var (used, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread()); // not the time that passes: other programs share the cores
        foreach (var happened in events) stage.Emit(happened);
        stage.Finish();
        return new AloneCost((Environment.CpuUsage.TotalTime - used).TotalNanoseconds, detectors.Sum(detector => detector.InTicks.TotalNanoseconds), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Tape : IEventSink
    {
        public List<SensorEvent> Events { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (Events.Count < MostEvents) Events.Add(happened);
        }
    }
}
