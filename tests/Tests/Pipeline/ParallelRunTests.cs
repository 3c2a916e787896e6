using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Shards that have packets of their own: none waits for another, and the order of time holds all the same.</summary>
public sealed class ParallelRunTests
{
    private const int BusyEpochs = 5 * EpochExchange.EpochsInFlight;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_busy_shard_does_not_wait_for_an_idle_one()
    {
        using var busyIsDone = new ManualResetEventSlim();
        var waited = true;
        var busy = new ScriptedShard(BusyEpochs, (number, epoch) =>
        {
            epoch.Clock = new Timestamp(number);
            if (number == BusyEpochs) busyIsDone.Set();
        });
        var idle = new ScriptedShard(1, (_, epoch) =>
        {
            waited = !busyIsDone.Wait(Patience);
            epoch.Clock = new Timestamp(0);
        });
        Run([busy, idle], new CollectedEvents());
        Assert.False(waited, "the busy shard was held up by the idle one");
    }

    [Fact]
    public void Nothing_is_told_before_the_slowest_shard_has_passed_it()
    {
        using var slowMayGoOn = new ManualResetEventSlim();
        var told = new CollectedEvents();
        var fast = new ScriptedShard(BusyEpochs, (number, epoch) =>
        {
            epoch.Emit(TestEvents.Of(number * 10, 1, number));
            epoch.Clock = new Timestamp(number * 10);
            if (number == BusyEpochs) slowMayGoOn.Set();
        });
        var slow = new ScriptedShard(2, (number, epoch) =>
        {
            if (number == 2) Assert.True(slowMayGoOn.Wait(Patience));
            epoch.Emit(TestEvents.Of(number == 1 ? 5 : 15, 2, number));
            epoch.Clock = new Timestamp(number == 1 ? 5 : 15);
        });
        Run([fast, slow], told);
        var times = told.Told.Select(text => long.Parse(text.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(BusyEpochs + 2, times.Length);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void A_shard_that_fails_ends_the_run_though_another_is_idle()
    {
        var failing = new ScriptedShard(1, (_, _) => throw new InvalidDataException("made to fail"));
        var other = new ScriptedShard(int.MaxValue, (number, epoch) => epoch.Clock = new Timestamp(number));
        Assert.Throws<InvalidDataException>(() => Run([failing, other], new CollectedEvents()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_that_fails_wakes_the_shards_that_wait_for_a_packets_turn(bool inStep)
    {
        var shards = new[] { new WaitingShard(Patience), new WaitingShard(Patience) };
        var run = new ParallelRun(shards, new Judge([new FailingLog()], new DetectionStage([], new Ignored()))) { InStep = inStep };
        Assert.Throws<IOException>(() => run.Run(default));
        Assert.DoesNotContain(shards, shard => shard.WaitedInVain);
    }

    /// <summary>Tells something in its first epoch and waits in its second.</summary>
    private sealed class WaitingShard(TimeSpan patience) : IShard
    {
        private int _done;

        public bool WaitedInVain { get; private set; }

        public void RunEpoch(Epoch epoch, CancellationToken cancel)
        {
            if (++_done == 1) epoch.Emit(TestEvents.Of(1, 1, 1));
            else WaitedInVain |= !cancel.WaitHandle.WaitOne(patience);
            epoch.Clock = new Timestamp(_done * 10);
            epoch.IsLast = _done > 1;
        }
    }

    private sealed class FailingLog : IEventSink
    {
        public void Emit(SensorEvent happened) => throw new IOException("made to fail");
    }

    private static void Run(IReadOnlyList<IShard> shards, CollectedEvents told)
    {
        var judge = new Judge([told], new DetectionStage([], new Ignored()));
        new ParallelRun(shards, judge) { InStep = false }.Run(default);
        judge.Finish();
    }

    /// <summary>Does in its first, second, … epoch what the test says.</summary>
    private sealed class ScriptedShard(int epochs, Action<int, Epoch> work) : IShard
    {
        private int _done;

        public void RunEpoch(Epoch epoch, CancellationToken cancel)
        {
            work(++_done, epoch);
            epoch.IsLast = _done == epochs;
        }
    }

    private sealed class Ignored : IDetectionSink
    {
        public void Report(Detection detection)
        {
        }
    }
}
