using System.Diagnostics;
using System.Globalization;
using NetSensor.Capture;
using NetSensor.Capture.Files;

namespace NetSensor.Benchmarks;

/// <summary><c>walk FILE [repeat]</c>: how fast the reader alone walks a capture that lies in the page cache.</summary>
internal static class WalkCommand
{
    private const int DefaultRepeats = 9;

    /// <summary>Prints median and best of the repeats per packet, and the processor time, which a busy machine disturbs less; returns 0 done, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var repeats = DefaultRepeats;
        if (args.Length is < 1 or > 2 || (args.Length == 2 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out repeats)) || repeats < 1)
        {
            Console.Error.WriteLine("walk FILE [repeat]: give a capture or a folder of captures, and how often to walk it");
            return 2;
        }
        try
        {
            using var set = CaptureFileSet.Open([args[0]]);
            Measure("headers", set, repeats, BareWalk.Headers);
            Measure("headers and first 64 bytes", set, repeats, BareWalk.HeadersAndFirstBytes);
            return 0;
        }
        catch (CaptureException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    private static void Measure(string name, CaptureFileSet set, int repeats, Func<CaptureFileSource, long> walk)
    {
        var times = new double[repeats];
        var processor = double.MaxValue;
        CaptureCounters? counters = null;
        for (var i = -1; i < repeats; i++)                      // one more, to fill the page cache and to have the code compiled
        {
            using var source = set.CreateSource();
            var used = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            walk(source);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (i >= 0) processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalNanoseconds);
            counters = source.Counters;
        }
        Array.Sort(times);
        var packets = Math.Max(1, counters!.Packets);
        var median = times[repeats / 2] / packets;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} {median,6:F1} ns/packet {1000 / median,6:F2} Mpps   best {times[0] / packets:F1} ns, least processor time {processor / packets:F1} ns"
            + $"   {counters.Packets} packets, {counters.Bytes} bytes, {repeats} times"));
    }
}
