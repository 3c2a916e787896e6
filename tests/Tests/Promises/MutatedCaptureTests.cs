using System.Diagnostics;
using NetSensor.Capture.Files;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>Whatever becomes of a capture's packets, the whole sensor takes it: nothing is thrown, hangs, or stays behind.</summary>
[Collection(HeavyCollection.Name)]
public sealed class MutatedCaptureTests
{
    private const int RoundsOfOurs = 40;
    private const int PacketsOfOurs = 4_000;
    private const int PacketsOfTheirs = 250; // of each: the first ones open sessions, and there are two thousand captures
    private static readonly TimeSpan FurtherRounds = TimeSpan.FromSeconds(20);

    [Fact]
    public void Our_captures_may_be_damaged_in_any_way()
    {
        var captures = Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "pcaps"), "*.pcap").Order(StringComparer.Ordinal).ToList();
        var packets = captures.ToDictionary(capture => capture, capture => CapturedPacket.Read(capture, PacketsOfOurs));
        var runs = captures.SelectMany(capture => Enumerable.Range(0, RoundsOfOurs).Select(seed => (capture, seed))).ToList();
        Watched.ForEach(runs, Name, run => Replay(packets[run.capture], run.seed));
    }

    [Fact]
    public void Clocks_may_say_anything_that_a_capture_can_tell()
    {
        long[] moments = [TimeResolution.Earliest, -1, 0, 1, 1_790_000_000_000_000_000, TimeResolution.Latest];
        var packets = CapturedPacket.Read(Path.Combine(Checkout.Folder, "pcaps", "office.pcap"), 1_000);
        Watched.ForEach(Enumerable.Range(0, 20).ToList(), seed => $"seed {seed}", seed =>
        {
            var chance = new Random(seed);
            return Replay([.. packets.Select(packet => packet with { Time = new Timestamp(moments[chance.Next(moments.Length)]) })], seed);
        });
    }

    [CorpusFact]
    public void Public_captures_may_be_damaged_in_any_way()
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var runs = CorpusCaptures.All.Select(capture => (capture, seed: 0)).ToList();
        Assert.NotEmpty(runs);
        Watched.ForEach(runs, Name, run => Replay(CapturedPacket.Read(run.capture, PacketsOfTheirs), run.seed));
        var chance = new Random(4);
        for (var round = 1; watch.Elapsed < FurtherRounds; round++) // ends: time passes
        {
            var seed = round;
            Watched.ForEach([.. chance.GetItems(runs.ToArray(), 100).Select(run => (run.capture, seed))], Name,
                run => Replay(CapturedPacket.Read(run.capture, PacketsOfTheirs), run.seed));
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 << 20);
    }

    private static string Name((string Capture, int Seed) run) => $"{run.Capture} with seed {run.Seed}";

    private static string? Replay(List<CapturedPacket> packets, int seed)
    {
        var mutated = new PacketMutator(new Random(seed)).Mutate(packets);
        if (mutated.Count == 0) return null;
        var sensor = new SensorInMemory(CapturedPacket.Source(mutated)).Run();
        if (sensor.Tracker.Payloads.BufferedBytes != 0) return $"{sensor.Tracker.Payloads.BufferedBytes} bytes stay behind";
        if (sensor.Tracker.Counters.ActiveFlows != 0) return $"{sensor.Tracker.Counters.ActiveFlows} flows stay behind";
        return sensor.Flows <= sensor.Tracker.Counters.Flows ? null : $"{sensor.Flows} of {sensor.Tracker.Counters.Flows} flows were told";
    }
}
