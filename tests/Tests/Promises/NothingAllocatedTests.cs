using NetSensor.Capture.Files;
using NetSensor.Pipeline;
using NetSensor.Tests.Capture;

namespace NetSensor.Tests.Promises;

/// <summary>Once warm, a packet that tells nothing new costs no memory: through capture, decoding, flows, reassembly and every protocol.</summary>
[Collection(HeavyCollection.Name)]
public sealed class NothingAllocatedTests
{
    private const int WarmEpochs = 4; // setup, and pools that grow to what the late segments need
    private const int SteadyEpochs = 4;

    [Fact]
    public void Nothing_is_allocated_per_packet_once_warm()
    {
        using var folder = new TemporaryFolder();
        var capture = Path.Combine(folder.Root, "steady.pcap");
        SteadyTraffic.Save(capture, (WarmEpochs + SteadyEpochs) * Shard.EpochPackets);
        using var set = CaptureFileSet.Open([capture]);
        using var source = set.CreateSource();
        var sensor = new SensorInMemory(source);
        for (var epoch = 0; epoch < WarmEpochs; epoch++) sensor.RunEpoch();
        var told = sensor.Others;
        for (var epoch = 0; epoch < SteadyEpochs; epoch++)
        {
            var (events, allocated) = sensor.RunEpoch();
            Assert.False(sensor.IsOver);
            Assert.Equal(0, events); // otherwise the traffic is not steady, and the test shows nothing
            Assert.Equal(0, allocated);
        }
        Assert.InRange(sensor.Tracker.Counters.OutOfOrderSegments, 1000, long.MaxValue);
        Assert.InRange(sensor.Tracker.Counters.Retransmissions, 1000, long.MaxValue);
        sensor.Run();
        Assert.Equal(300, sensor.Flows);
        Assert.True(told > 0);
    }
}
