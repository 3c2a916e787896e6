using NetSensor.Events;
using NetSensor.Store;
using NetSensor.Tests.Capture;
using NetSensor.Wire;

namespace NetSensor.Tests.Store;

/// <summary>More changes than may wait in memory: they are asked for bit by bit, and none is lost.</summary>
public sealed class FloodOfChangesTests : IDisposable
{
    private const int Most = 34; // values of a megabyte that are asked for at a time: 32, and what is told when there is a little room left

    private readonly TemporaryFolder _folder = new();

    private string State => Path.Combine(_folder.Root, "state.sqlite");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changes_beyond_what_may_wait_are_written_in_several_transactions_and_all_of_them()
    {
        var (flood, other) = (new FloodLearner("flood", 80), new RecordingLearner("other"));
        other.Learn("a", "1");
        using (var run = new KeptRun(State, new StateOptions { SaveEvery = TimeSpan.Zero }, flood, other))
        {
            run.Keeper.SaveIfDue();
            Assert.Equal(1, run.Counters.Cuts);
            run.Dispose();
            Assert.InRange(run.Counters.Writes, 3, 4);
            Assert.Empty(run.Said);
        }
        Assert.InRange(flood.MostAtOnce, 1, Most);
        var again = new FloodLearner("flood", 0);
        KeptRun.Of(State, again);
        Assert.Equal(80, again.Recalled);
        Assert.Equal(["a=1"], KeptRun.Recalled(State, "other"));
    }

    [Fact]
    public void Who_was_told_that_there_is_no_room_is_asked_on_before_the_next_half_minute()
    {
        var flood = new FloodLearner("flood", 40);
        using var run = new KeptRun(State, new StateOptions { SaveEvery = TimeSpan.FromHours(1) }, flood);
        run.Keeper.Note(new StoredFinding("f", "beaconing", 2, 50, "somebody calls home", Timestamp.FromUnix(1), Timestamp.FromUnix(2), 1, "{}"u8.ToArray())); // which makes it due within a second
        Assert.True(SpinWait.SpinUntil(() => run.Keeper.IsDue, TimeSpan.FromSeconds(60)));
        run.Keeper.SaveIfDue();
        Assert.InRange(flood.Left, 1, 40 - 1);
        Assert.True(SpinWait.SpinUntil(() => run.Keeper.IsDue, TimeSpan.FromSeconds(60)));
        run.Keeper.SaveIfDue();
        Assert.Equal(0, flood.Left);
    }

    [Fact]
    public void Who_always_has_more_than_there_is_room_for_holds_up_nobody_behind()
    {
        var (flood, other) = (new FloodLearner("flood", 100), new FloodLearner("other", 1));
        using var run = new KeptRun(State, new StateOptions { SaveEvery = TimeSpan.Zero }, flood, other);
        Assert.True(SpinWait.SpinUntil(() => IsToldAfterSaving(run, other), TimeSpan.FromSeconds(60)));
        Assert.InRange(flood.Left, 1, 100 - 1);
        Assert.True(SpinWait.SpinUntil(() => run.Counters.Writes >= 2, TimeSpan.FromSeconds(60)));
        Assert.Contains(StateReport.Read(State, most: 1).Learners, memory => memory.Learner == "other");
    }

    private static bool IsToldAfterSaving(KeptRun run, FloodLearner learner)
    {
        run.Keeper.SaveIfDue();
        return learner.Left == 0;
    }

    private sealed class FloodLearner(string name, int changes) : ILearner
    {
        private static readonly byte[] Megabyte = new byte[1 << 20];
        private int _told;

        public int Left => changes - _told;
        public int MostAtOnce { get; private set; }
        public int Recalled { get; private set; }
        public string MemoryName => name;
        public int MemoryVersion => 1;

        public void Recall(string key, ReadOnlySpan<byte> value) => Recalled++;

        public void Save(IMemory memory)
        {
            var before = _told;
            while (Left > 0 && memory.HasRoom) memory.Keep($"{_told++}", Megabyte, Timestamp.FromUnix(1_000 + _told));
            MostAtOnce = Math.Max(MostAtOnce, _told - before);
        }
    }
}
