using System.Diagnostics;
using System.Globalization;
using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary><c>flows FILE [repeat]</c>: the reader with the decoder behind it, then also the flow table, then also all parsers; no logs.</summary>
internal static class FlowsCommand
{
    private const int DefaultRepeats = 7;

    /// <summary>Prints the median per packet; returns 0 done, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var repeats = DefaultRepeats;
        if (args.Length is < 1 or > 2 || (args.Length == 2 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out repeats)) || repeats < 1)
        {
            Console.Error.WriteLine("flows FILE [repeat]: give a capture or a folder of captures, and how often to read it");
            return 2;
        }
        using var set = CaptureFileSet.Open([args[0]]);
        Measure("decode", set, repeats, null);
        Measure("decode and flow table", set, repeats, []);
        Measure("with all parsers", set, repeats, ProtocolCatalog.All);
        return 0;
    }

    private static void Measure(string name, CaptureFileSet set, int repeats, IReadOnlyList<ProtocolDescriptor>? protocols)
    {
        var times = new double[repeats];
        var processor = double.MaxValue;
        var events = new EventCount();
        FlowTracker? tracker = null;
        CaptureCounters? counters = null;
        for (var i = -1; i < repeats; i++) // one more, to fill the page cache and to have the code compiled
        {
            events = new EventCount();
            tracker = new FlowTracker(new FlowOptions(), new PayloadPool(protocols ?? []), events);
            using var source = set.CreateSource();
            var used = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            if (protocols is null) Decode(source);
            else Read(source, tracker);
            counters = source.Counters;
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (i >= 0) processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalNanoseconds);
        }
        Array.Sort(times);
        var packets = Math.Max(1, counters!.Packets);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} {times[repeats / 2] / packets,6:F1} ns/packet   best {times[0] / packets:F1} ns, least processor time {processor / packets:F1} ns"
            + $"   {packets} packets, {tracker!.Counters.Flows} flows, {events.Seen} events"));
    }

    private static void Read(CaptureFileSource source, FlowTracker tracker)
    {
        var batch = new PacketBatch();
        bool open;
        do
        {
            batch.Clear();
            open = source.Read(batch);
            for (var slot = 0; slot < batch.Count; slot++) tracker.Prepare(slot, batch[slot]);
            for (var slot = 0; slot < batch.Count; slot++) tracker.Process(slot, batch[slot]);
        } while (open);
        tracker.Finish();
    }

    private static void Decode(CaptureFileSource source)
    {
        var batch = new PacketBatch();
        bool open;
        do
        {
            batch.Clear();
            open = source.Read(batch);
            for (var slot = 0; slot < batch.Count; slot++) PacketDecoder.Decode(batch[slot], out _);
        } while (open);
    }

    private sealed class EventCount : IEventSink
    {
        public long Seen { get; private set; }

        public void Emit(SensorEvent happened) => Seen++;
    }
}
