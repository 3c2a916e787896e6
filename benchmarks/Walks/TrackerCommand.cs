using System.Diagnostics;
using System.Globalization;
using NetSensor.Capture;
using NetSensor.Capture.Files;

namespace NetSensor.Benchmarks;

/// <summary>
/// <c>tracker FILE [rounds]</c>: decoder and flow table inside the program against the bare walk of the same reader over the same mapped file.
/// The steps take turns, so that whatever disturbs the machine disturbs all of them alike.
/// </summary>
internal static class TrackerCommand
{
    private const int DefaultRounds = 9;
    private const double Goal = 0.5;

    /// <summary>Prints the medians and the ratio of the two; returns 0 done, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var rounds = DefaultRounds;
        if (args.Length is < 1 or > 2 || (args.Length == 2 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out rounds)) || rounds < 1)
        {
            Console.Error.WriteLine("tracker FILE [rounds]: give a capture or a folder of captures, and how often to go through it");
            return 2;
        }
        try
        {
            using var set = CaptureFileSet.Open([args[0]]);
            Compare(set, rounds);
            return 0;
        }
        catch (CaptureException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    private static void Compare(CaptureFileSet set, int rounds)
    {
        Step[] steps =
        [
            new("headers", rounds, BareWalk.Headers),
            new("headers and first 64 bytes", rounds, BareWalk.HeadersAndFirstBytes),
            new("decode", rounds, TrackerWalk.Decode),
            new("decode and flow table", rounds, TrackerWalk.DecodeAndFlows),
            new("the same, checksums unread", rounds, TrackerWalk.DecodeAndFlowsUnverified),
            new("the same with all protocols", rounds, TrackerWalk.DecodeFlowsAndProtocols),
        ];
        var packets = 1L;
        for (var round = -1; round < rounds; round++)               // one more, to fill the page cache and to have the code compiled
            foreach (var step in steps)
            {
                GC.Collect();                                       // what one step leaves behind is not the next one's to clear away
                using var source = set.CreateSource();
                step.Measure(source, round);
                packets = Math.Max(1, source.Counters.Packets);
            }
        foreach (var step in steps) Console.WriteLine(step.Report(packets));
        var (headers, firstBytes, tracker) = (steps[0], steps[1], steps[3]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{packets} packets, {tracker.Result} flows, {rounds} rounds"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"decode and flow table run at {headers.Median / tracker.Median:F2} of the speed of the bare walk (goal {Goal}),"
            + $" by processor time {headers.MedianProcessor / tracker.MedianProcessor:F2}; at {firstBytes.Median / tracker.Median:F2} of the walk that touches the packets"));
    }

    private sealed class Step(string name, int rounds, Func<CaptureFileSource, long> walk)
    {
        private readonly double[] _times = new double[rounds];
        private readonly double[] _processor = new double[rounds];

        public long Result { get; private set; }

        public double Median => MedianOf(_times);

        public double MedianProcessor => MedianOf(_processor);

        public void Measure(CaptureFileSource source, int round)
        {
            var used = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            Result = walk(source);
            var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (round < 0) return;
            _times[round] = time;
            _processor[round] = (Environment.CpuUsage.TotalTime - used).TotalNanoseconds;
        }

        public string Report(long packets) => string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} {Median / packets,6:F1} ns/packet {1000 * packets / Median,6:F2} Mpps   best {_times.Min() / packets:F1} ns,"
            + $" processor time {MedianProcessor / packets:F1} ns");

        private static double MedianOf(double[] values)
        {
            var sorted = (double[])values.Clone();
            Array.Sort(sorted);
            return sorted[sorted.Length / 2];
        }
    }
}
