using System.Diagnostics;
using System.Globalization;
using NetSensor.Analyzers;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Pipeline;

namespace NetSensor.Benchmarks.Cost;

/// <summary><c>crowd [HOSTS [CHANNELS]]</c>: what detectors and the tables of hosts need for a very large network, given as events; the memory must have an end.</summary>
internal static class CrowdCommand
{
    private const int UsualHosts = 100_000;
    private const long UsualChannels = 10_000_000;
    private const double MostMegabytes = 2_048;
    private const int Steps = 10;
    private const int EventsPerCut = 4_096; // about what a cut of 16,384 packets tells

    /// <summary>Prints memory as it grows and what was evicted; returns 0 when it stays below the goal, 1 when not, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var (hosts, channels) = (UsualHosts, UsualChannels);
        if (args.Length > 2 || (args.Length > 0 && !int.TryParse(args[0], CultureInfo.InvariantCulture, out hosts)) || (args.Length > 1 && !long.TryParse(args[1], CultureInfo.InvariantCulture, out channels)))
        {
            Console.Error.WriteLine("crowd [HOSTS [CHANNELS]]");
            return 2;
        }
        using var enrichment = new EnrichmentStage(new EnrichmentOptions());
        var detectors = DetectorCatalog.CreateAll(new DetectorContext { Hosts = enrichment.Hosts });
        var tellings = new CountedTellings();
        var stage = new DetectionStage(detectors, tellings);
        var (events, watch) = (0L, Stopwatch.StartNew());
        Console.WriteLine("| events | heap MB | program MB |\n|---:|---:|---:|");
        var unkept = new UnkeptChanges([.. enrichment.Learners.Concat(detectors).OfType<ILearner>()]); // as a run without a state file has it
        var step = (long)(channels * 1.45 / Steps);
        foreach (var happened in new CrowdOfHosts(hosts, channels).Events())
        {
            enrichment.Emit(happened);
            stage.Emit(happened);
            if (events % EventsPerCut == 0) unkept.LetGoIfDue();
            if (++events % step == 0) Report(events);
        }
        stage.Finish();
        watch.Stop();
        Report(events);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{hosts} hosts, {channels} channels, {events} events, {watch.Elapsed.TotalSeconds:F0} s ({watch.Elapsed.TotalNanoseconds / events:F0} ns an event), {tellings.Count} tellings"));
        foreach (var detector in detectors) Console.WriteLine($"{detector.Info.Name}: {detector.Evictions} evicted");
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {peak:F0} MB (goal: below {MostMegabytes:F0} MB)"));
        return peak < MostMegabytes ? 0 : 1;
    }

    private static void Report(long events) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {events} | {GC.GetTotalMemory(false) / 1048576.0:F0} | {Environment.WorkingSet / 1048576.0:F0} |"));

    private sealed class CountedTellings : IDetectionSink
    {
        public long Count { get; private set; }

        public void Report(Detection detection) => Count++;
    }
}
