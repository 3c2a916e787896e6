using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetSensor.Analyzers;
using NetSensor.Capture;
using NetSensor.Capture.Live;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Pipeline;
using NetSensor.Tests.Flows;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>A sensor whose clock is set while it listens: open flows neither end nor stay for ever, and nothing waits for a time that was.</summary>
public sealed class LiveClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SetClock _clock = new();
    private readonly ScriptedSource _source;
    private readonly ShardOutbox _outbox = new();
    private readonly LiveShard _shard;
    private readonly List<TimeSpan> _jumps = [];
    private readonly CollectedFlows _told = new();
    private readonly Ticks _ticks = new();
    private readonly Judge _judge;

    public LiveClockTests()
    {
        _source = new ScriptedSource(_clock);
        _shard = new LiveShard(_source, new FlowTracker(new FlowOptions(), new PayloadPool([]), _outbox), _outbox, _clock) { ClockJumped = _jumps.Add };
        _judge = new Judge([_told], new DetectionStage([_ticks], new Ignored()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_flow_that_goes_on_over_a_jump_stays_one_flow_of_its_true_length(int direction)
    {
        Play(packets: 10);
        _clock.Set(direction * Hour);
        Play(packets: 10);
        Assert.Equal([direction * Hour], _jumps);
        Assert.Empty(_told.Flows);
        Finish();
        var flow = Assert.Single(_told.Flows);
        Assert.Equal((20, 19), (flow.OriginatorPackets, (int)Math.Round(flow.Duration!.Value.TotalSeconds)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_flow_that_falls_silent_after_a_jump_ends_when_it_was_silent_for_its_time(int direction)
    {
        Play(packets: 10);
        _clock.Set(direction * Hour);
        Play(packets: 1);
        Silence(TimeSpan.FromSeconds(50));
        Assert.Empty(_told.Flows);
        Silence(TimeSpan.FromSeconds(20)); // udp_inactivity is a minute
        Assert.Single(_told.Flows);
    }

    [Fact]
    public void A_silence_of_hours_is_no_jump()
    {
        Play(packets: 10);
        Silence(Hour);
        Play(packets: 10);
        Assert.Empty(_jumps);
        Assert.Single(_told.Flows);
    }

    [Fact]
    public void A_clock_that_is_steered_slowly_does_not_jump()
    {
        for (var second = 0; second < 600; second++)
        {
            _clock.Set(TimeSpan.FromMilliseconds(20)); // twelve seconds in ten minutes
            Play(packets: 1);
        }
        Assert.Empty(_jumps);
    }

    [Fact]
    public void What_was_told_before_the_clock_was_set_back_does_not_wait_until_it_is_there_again()
    {
        Play(packets: 3);
        Silence(TimeSpan.FromSeconds(62)); // the flow is over, and may lie at the very time of the clock
        _clock.Set(-Hour);
        Silence(TimeSpan.FromSeconds(1));
        Assert.Single(_told.Flows);
    }

    [Fact]
    public void Detectors_are_told_the_time_again_after_the_clock_was_set_back()
    {
        Play(packets: 3);
        Silence(TimeSpan.FromMinutes(3));
        _clock.Set(-Hour);
        Play(packets: 1);
        Silence(TimeSpan.FromMinutes(2)); // a flow ends, and is the first event by the new clock
        var before = _ticks.Times.Count;
        Play(packets: 1);
        Silence(TimeSpan.FromMinutes(2));
        Assert.True(_ticks.Times.Count > before, "no tick since the clock was set back");
    }

    /// <summary>So many packets of one flow, a second apart.</summary>
    private void Play(int packets)
    {
        for (var packet = 0; packet < packets; packet++)
        {
            _clock.Pass(TimeSpan.FromMilliseconds(750)); // the rest passes within the epoch
            _source.Send();
            RunEpoch();
        }
    }

    private void Silence(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _clock.Pass(TimeSpan.FromMilliseconds(750)); // the rest passes within the epoch
            RunEpoch();
        }
    }

    private void RunEpoch()
    {
        var epoch = new Epoch();
        _shard.RunEpoch(epoch, default);
        _judge.Take(epoch);
        _judge.CloseEpoch(epoch.Clock);
    }

    private void Finish()
    {
        _source.Stop();
        RunEpoch();
        _judge.Finish();
    }

    /// <summary>A clock that passes, and one that is set.</summary>
    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        private long _passed = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _passed;
        public override DateTimeOffset GetUtcNow() => _wall;
        public void Set(TimeSpan by) => _wall += by;

        public void Pass(TimeSpan time)
        {
            _wall += time;
            _passed += time.Ticks;
        }
    }

    /// <summary>Datagrams of 10.0.0.1:40000 to 10.0.0.2:99, stamped by the wall clock as the kernel does; waiting takes the time of an epoch.</summary>
    private sealed unsafe class ScriptedSource(SetClock clock) : ILiveSource
    {
        private readonly byte[] _packet = PacketScript.Ipv4([10, 0, 0, 1], [10, 0, 0, 2], IpProtocol.Udp, Datagram());
        private byte* _bytes;
        private Timestamp? _next;
        private bool _stopped;

        public CaptureCounters Counters { get; } = new();
        public bool IsPressed => false;
        public IReadOnlyList<CaptureFault> Faults => [];
        public void Send() => _next = Timestamp.FromUnix(0, clock.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).Ticks * 100);
        public void Stop() => _stopped = true;

        public void UpdateDrops()
        {
        }

        public bool Read(PacketBatch batch)
        {
            batch.Clear();
            if (_next is { } time)
            {
                if (_bytes == null) _packet.CopyTo(new Span<byte>(_bytes = (byte*)NativeMemory.Alloc((nuint)_packet.Length), _packet.Length));
                batch.Add(time, LinkType.Raw, _packet.Length, _bytes, _packet.Length);
                _next = null;
                return true;
            }
            if (_stopped) return false;
            clock.Pass(TimeSpan.FromMilliseconds(250)); // an epoch's time
            return true;
        }

        public void Dispose() => NativeMemory.Free(_bytes);

        private static byte[] Datagram()
        {
            byte[] datagram = [0, 0, 0, 99, 0, 9, 0, 0, 7]; // ports, length, no checksum, a byte
            BinaryPrimitives.WriteUInt16BigEndian(datagram, 40000);
            return datagram;
        }
    }

    private sealed class CollectedFlows : IEventSink
    {
        public List<FlowEvent> Flows { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (happened is FlowEvent flow) Flows.Add(flow);
        }
    }

    private sealed class Ticks : IDetector
    {
        public List<Timestamp> Times { get; } = [];
        public DetectorInfo Info { get; } = DetectorCatalog.All[0].Info;

        public void OnEvent(SensorEvent happened, IDetectionSink detections)
        {
        }

        public void OnTick(Timestamp now, IDetectionSink detections) => Times.Add(now);
    }

    private sealed class Ignored : IDetectionSink
    {
        public void Report(Detection detection)
        {
        }
    }
}
