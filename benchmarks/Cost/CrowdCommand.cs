using System.Diagnostics;
using System.Globalization;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// <c>crowd [HOSTS [CHANNELS]] [--state FILE]</c>: what detectors and the tables of hosts need for a very large network, given as events; the memory must have an end. With a state file what is
/// learnt is saved as a sensor in service does it.
/// </summary>
internal static class CrowdCommand
{
    private const string Usage = "crowd [HOSTS [CHANNELS]] [--state FILE]";
    private const int UsualHosts = 100_000;
    private const long UsualChannels = 10_000_000;
    private const double EventsPerChannel = 1.45; // as the crowd makes them
    private const double MostMegabytes = 2_048, MostMegabytesWithState = 2_600;
    private const int Steps = 10;

    /// <summary>Prints memory as it grows, what was evicted and what holds the memory at the end; returns 0 when it stays below the goal, 1 when not, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        if (!TryRead(args, out var hosts, out var channels, out var state))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        using var sensor = new CrowdedSensor(state);
        var (events, watch) = (0L, Stopwatch.StartNew());
        var step = (long)(channels * EventsPerChannel / Steps);
        Console.WriteLine("| events | heap MB | program MB |\n|---:|---:|---:|");
        foreach (var happened in new CrowdOfHosts(hosts, channels).Events())
        {
            sensor.Take(happened);
            if (++events % step == 0) Report(events);
        }
        sensor.Finish();
        watch.Stop();
        Report(events);
        var peak = Megabytes(Process.GetCurrentProcess().PeakWorkingSet64);
        Console.WriteLine(Text($"\n{hosts} hosts, {channels} channels, {events} events, {watch.Elapsed.TotalSeconds:F0} s ({watch.Elapsed.TotalNanoseconds / events:F0} ns an event), {sensor.Tellings} tellings"));
        Console.WriteLine(Text($"peak {peak:F0} MB (goal: below {MostMegabytes:F0} MB, with a state file below {MostMegabytesWithState:F0}); live at the end {Megabytes(GC.GetTotalMemory(forceFullCollection: true)):F0} MB\n"));
        if (sensor.State is { } kept) Console.WriteLine(Text($"{state}: {Megabytes(new FileInfo(state!).Length):F0} MB; {kept.Writes} writes of {kept.Rows} rows, {kept.Cuts} cut short, {kept.Postponed} put off, {kept.Dropped} dropped\n"));
        HeldMemory.Print(sensor.Rooms, Console.Out);
        return peak < (state is null ? MostMegabytes : MostMegabytesWithState) ? 0 : 1;
    }

    private static bool TryRead(string[] args, out int hosts, out long channels, out string? state)
    {
        (hosts, channels, state) = (UsualHosts, UsualChannels, null);
        if (args is [.. var before, "--state", var file]) (args, state) = (before, file);
        return args.Length <= 2 && (args.Length < 1 || int.TryParse(args[0], CultureInfo.InvariantCulture, out hosts)) && (args.Length < 2 || long.TryParse(args[1], CultureInfo.InvariantCulture, out channels));
    }

    private static void Report(long events) => Console.WriteLine(Text($"| {events} | {Megabytes(GC.GetTotalMemory(false)):F0} | {Megabytes(Environment.WorkingSet):F0} |"));

    private static double Megabytes(long bytes) => bytes / 1048576.0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
