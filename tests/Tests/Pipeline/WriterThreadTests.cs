using NetSensor.Events;
using NetSensor.Pipeline;

namespace NetSensor.Tests.Pipeline;

/// <summary>Writing on a thread beside the judge's: everything, in order, and no failure that nobody hears of.</summary>
public sealed class WriterThreadTests
{
    private const int Many = 50_000; // more than may wait

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void All_is_written_in_its_order_by_another_thread()
    {
        var written = new Written();
        using var writer = new WriterThread(written, written);
        for (var i = 0; i < Many; i++) writer.Emit(TestEvents.Of(i, 1, i));
        writer.Finish();
        Assert.Equal(Enumerable.Range(0, Many).Select(i => (long)i), written.Times);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, written.Threads);
    }

    [Fact]
    public void What_is_to_be_done_comes_behind_what_was_told_before()
    {
        var written = new Written();
        using var writer = new WriterThread(written, written);
        using var done = new ManualResetEventSlim();
        writer.Emit(TestEvents.Of(1, 1, 1));
        writer.Then(() =>
        {
            Assert.Equal([1], written.Times);
            done.Set();
        });
        Assert.True(done.Wait(Patience));
    }

    [Fact]
    public void What_was_handed_over_is_written_without_waiting_for_more()
    {
        var written = new Written();
        using var writer = new WriterThread(written, written);
        writer.Emit(TestEvents.Of(1, 1, 1));
        writer.HandOver();
        Assert.True(written.First.Wait(Patience));
    }

    [Fact]
    public void After_all_was_written_it_goes_on()
    {
        var written = new Written();
        using var writer = new WriterThread(written, written);
        writer.Finish(); // nothing yet
        writer.Emit(TestEvents.Of(1, 1, 1));
        writer.Finish();
        Assert.Equal([1], written.Times);
        writer.Emit(TestEvents.Of(2, 1, 2));
        writer.Finish();
        Assert.Equal([1, 2], written.Times);
    }

    [Fact]
    public void A_failure_is_thrown_where_it_is_told_and_at_the_end()
    {
        var written = new Written { FailsAt = 10 };
        using var writer = new WriterThread(written, written);
        Assert.Throws<InvalidDataException>(() =>
        {
            for (var i = 0; i < Many; i++) writer.Emit(TestEvents.Of(i, 1, i));
        });
        Assert.Throws<InvalidDataException>(writer.Finish);
        Assert.Equal(10, written.Times.Count);
    }

    private sealed class Written : IEventSink, IDetectionSink
    {
        public List<long> Times { get; } = [];
        public HashSet<int> Threads { get; } = [];
        public ManualResetEventSlim First { get; } = new();
        public int FailsAt { get; init; } = int.MaxValue;

        public void Emit(SensorEvent happened)
        {
            if (Times.Count == FailsAt) throw new InvalidDataException("made to fail");
            Times.Add(happened.Time.Nanoseconds);
            Threads.Add(Environment.CurrentManagedThreadId);
            First.Set();
        }

        public void Report(Detection detection)
        {
        }
    }
}
