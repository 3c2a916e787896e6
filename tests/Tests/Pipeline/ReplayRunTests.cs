using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>How a run ends: at the capture's end, by a failure on either side of the hand-over, or by being stopped.</summary>
public sealed class ReplayRunTests
{
    private const int Packets = 200_000; // more epochs than may be in flight

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Every_shard_reads_every_packet(int workers, bool beside)
    {
        var shards = Shards(workers, () => new CountingSource(Packets));
        Run(shards, beside).Run(default);
        Assert.All(shards, shard => Assert.Equal(Packets, shard.Source.Counters.Packets));
        Assert.All(shards, shard => Assert.Equal(Packets - 1, shard.Clock.Nanoseconds / 1_000_000));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void A_source_that_fails_ends_the_run_with_its_failure(int workers, bool beside)
    {
        var shards = Shards(workers, () => new CountingSource(Packets) { FailsAt = Packets / 2 });
        var run = Run(shards, beside);
        Assert.Throws<InvalidDataException>(() => run.Run(default));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void An_observer_that_fails_ends_the_run_and_its_threads(int workers, bool beside)
    {
        var shards = Shards(workers, () => new CountingSource(Packets));
        var run = Run(shards, beside, new Failing());
        Assert.Throws<InvalidDataException>(() => run.Run(default));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void A_run_that_is_stopped_still_tells_what_it_saw(int workers, bool beside)
    {
        using var stop = new CancellationTokenSource();
        var told = new CollectedEvents();
        var shards = Shards(workers, () => new CountingSource(long.MaxValue) { Reached = (packets => packets > Packets, stop.Cancel) });
        Run(shards, beside, told).Run(stop.Token);
        Assert.NotEmpty(told.Told);
    }

    private static ReplayRun Run(Shard[] shards, bool beside, params IEventSink[] observers) =>
        new(shards, new Judge(observers, new DetectionStage([], new Ignored()))) { JudgesBeside = beside };

    private static Shard[] Shards(int count, Func<IPacketSource> source) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var outbox = new ShardOutbox();
        return new Shard(index, count, source(), new FlowTracker(new FlowOptions { Capacity = 1000 }, new PayloadPool([]), outbox), outbox);
    })];

    private sealed class Ignored : IDetectionSink
    {
        public void Report(Detection detection)
        {
        }
    }

    private sealed class Failing : IEventSink
    {
        public void Emit(SensorEvent happened) => throw new InvalidDataException("made to fail");
    }

    /// <summary>The same small UDP packet again and again, a millisecond apart, between many pairs of hosts.</summary>
    private sealed unsafe class CountingSource(long packets) : IPacketSource
    {
        private readonly byte[] _bytes = GC.AllocateArray<byte>(PacketBatch.Capacity * Frame.Length, pinned: true);

        public long FailsAt { get; init; } = long.MaxValue;
        public (Func<long, bool> When, Action Then)? Reached { get; init; }
        public CaptureCounters Counters { get; } = new();
        public IReadOnlyList<CaptureFault> Faults => [];

        private static ReadOnlySpan<byte> Frame =>
        [
            2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00,         // Ethernet: IPv4
            0x45, 0, 0, 29, 0, 0, 0, 0, 64, 17, 0, 0,               // IPv4: 29 bytes, UDP
            10, 0, 0, 1, 10, 0, 0, 2,                               // from 10.0.0.1 to 10.0.0.2; the last byte is set per packet
            0x30, 0x39, 0x30, 0x3A, 0, 9, 0, 0, (byte)'x',          // UDP: 12345 to 12346, one byte of payload
        ];

        public bool Read(PacketBatch batch)
        {
            batch.Clear();
            for (var slot = 0; Counters.Packets < packets && !batch.IsFull; slot++)
            {
                if (Counters.Packets == FailsAt) throw new InvalidDataException("made to fail");
                var frame = _bytes.AsSpan(slot * Frame.Length, Frame.Length);
                Frame.CopyTo(frame);
                frame[33] = (byte)Counters.Packets;
                fixed (byte* at = frame) batch.Add(new Timestamp(Counters.Packets++ * 1_000_000), LinkType.Ethernet, frame.Length, at, frame.Length); // pinned array
            }
            if (Reached is var (when, then) && when(Counters.Packets)) then();
            return batch.Count > 0;
        }

        public void Dispose()
        {
        }
    }
}
