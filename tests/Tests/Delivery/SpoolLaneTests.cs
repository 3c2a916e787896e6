using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Tests.Delivery;

/// <summary>The queue on disk: what is put comes out in order, once, whatever happened in between.</summary>
public sealed class SpoolLaneTests : IDisposable
{
    private static readonly LaneLimits Roomy = new(64 << 20, TimeSpan.FromDays(1), 16 << 20);

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-spool-").FullName;
    private readonly DropCounters _drops = new();
    private readonly SetClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_put_comes_out_in_order_with_all_that_it_says()
    {
        using var lane = Open();
        Put(lane, 1, 100);
        var read = lane.Read(1000, long.MaxValue);
        Assert.Equal(Records.Ids(1, 100), read.Select(spooled => spooled.Record.Id));
        var (sent, got) = (Records.Finding(7, taken: _clock.Now), read[6].Record);
        Assert.Equal((sent.Log, sent.Severity, sent.Time, sent.Taken, Convert.ToHexString(sent.Json.Span)), (got.Log, got.Severity, got.Time, got.Taken, Convert.ToHexString(got.Json.Span)));
    }

    [Fact]
    public void A_batch_has_no_more_records_and_bytes_than_asked()
    {
        using var lane = Open();
        Put(lane, 1, 10);
        Assert.Equal(3, lane.Read(3, long.MaxValue).Count);
        Assert.Single(lane.Read(10, 1));
    }

    [Fact]
    public void What_was_committed_does_not_come_again_after_a_restart_and_the_rest_does()
    {
        using (var lane = Open())
        {
            Put(lane, 1, 10);
            lane.Commit(lane.Read(4, long.MaxValue)[^1].Sequence);
            _ = lane.Read(3, long.MaxValue); // sent, and never acknowledged
        }
        using var again = Open();
        Assert.Equal(6, again.Queued);
        Assert.Equal(Records.Ids(5, 6), Ids(again));
    }

    [Fact]
    public void A_frame_that_a_kill_cut_off_is_passed_over_at_every_length()
    {
        using (var lane = Open()) Put(lane, 1, 3);
        var segment = Assert.Single(Segments());
        var whole = File.ReadAllBytes(segment);
        var last = Length(whole, 3) - Length(whole, 2);
        for (var cut = 1; cut <= last; cut++)
        {
            File.WriteAllBytes(segment, whole[..^cut]);
            using (var lane = Open())
            {
                Assert.Equal(2, lane.Queued);
                Put(lane, 3, 1);
                Assert.Equal(Records.Ids(1, 3), Ids(lane));
            }
            foreach (var other in Segments().Where(file => file != segment)) File.Delete(other);
        }
        Assert.Equal(0, _drops[DropCause.Damaged]);
    }

    [Fact]
    public void What_the_disk_gives_back_wrongly_is_counted_and_the_rest_is_delivered()
    {
        using (var lane = Open(Roomy with { MaxBytes = 512 * 1024 })) // segments of 32 KiB
            for (var number = 1; number <= 100; number++) Put(lane, number, 1, filling: 2000);
        var first = Segments()[0];
        var bytes = File.ReadAllBytes(first);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(first, bytes);
        using var again = Open();
        var ids = Ids(again);
        Assert.Equal(100, ids.Count + _drops[DropCause.Damaged]);
        Assert.InRange(_drops[DropCause.Damaged], 1, 20);
        Assert.Equal(Records.IdOf(100), ids[^1]);
        again.Commit(long.MaxValue);
        Assert.Equal(0, again.Queued);
    }

    [Fact]
    public void A_position_that_is_torn_costs_a_repetition_at_most()
    {
        using (var lane = Open())
        {
            Put(lane, 1, 3);
            foreach (var spooled in lane.Read(3, long.MaxValue)) lane.Commit(spooled.Sequence);
            Put(lane, 4, 1);
        }
        var position = Path.Combine(_folder, "position");
        var bytes = File.ReadAllBytes(position);
        bytes[512 + 9] ^= 1; // the slot of the third commit; the other one tells of the second
        File.WriteAllBytes(position, bytes);
        using var again = Open();
        Assert.Equal(Records.Ids(3, 2), Ids(again));
    }

    [Fact]
    public void When_the_spool_is_full_the_oldest_go_and_are_counted()
    {
        using var lane = Open(Roomy with { MaxBytes = 256 * 1024 });
        for (var number = 1; number <= 1000; number++) Put(lane, number, 1, filling: 1000);
        var ids = Ids(lane);
        Assert.InRange(lane.Bytes, 1, 256 * 1024);
        Assert.Equal(Records.Ids(1001 - ids.Count, ids.Count), ids);
        Assert.Equal(1000, ids.Count + _drops[DropCause.SpoolSize]);
    }

    [Fact]
    public void What_waited_too_long_is_dropped_and_counted()
    {
        using var lane = Open(Roomy with { MaxAge = TimeSpan.FromHours(1) });
        Put(lane, 1, 5);
        _clock.Now += TimeSpan.FromMinutes(50);
        Put(lane, 6, 5);
        _clock.Now += TimeSpan.FromMinutes(20);
        lane.DropAged();
        Assert.Equal(Records.Ids(6, 5), Ids(lane));
        Assert.Equal(5, _drops[DropCause.Age]);
        _clock.Now += TimeSpan.FromHours(2);
        lane.Return();
        lane.DropAged();
        Assert.Equal((0, 0, 10), (lane.Queued, Segments().Count, _drops[DropCause.Age]));
    }

    [Fact]
    public void What_is_not_on_disk_waits_in_memory_within_its_bound()
    {
        using var lane = Open(Roomy with { MemoryBytes = 10_000 });
        var taken = Enumerable.Range(1, 100).Count(number => lane.TryPut(Records.Finding(number, filling: 900)));
        Assert.InRange(taken, 8, 10);
        lane.ReadsMemory = true;
        Assert.Equal(Records.Ids(1, taken), lane.Read(1000, long.MaxValue).Select(spooled => spooled.Record.Id));
    }

    [Fact]
    public void Files_are_gone_once_all_of_them_is_delivered()
    {
        using var lane = Open(Roomy with { MaxBytes = 512 * 1024 });
        for (var number = 1; number <= 100; number++) Put(lane, number, 1, filling: 2000);
        Assert.InRange(Segments().Count, 5, 20);
        lane.Commit(lane.Read(1000, long.MaxValue)[^1].Sequence);
        Assert.InRange(Segments().Count, 0, 1);
    }

    [Fact]
    public void Findings_are_for_the_owner_and_the_group_that_reads_logs()
    {
        if (OperatingSystem.IsWindows()) return; // has no such rights
        using var lane = Open();
        Put(lane, 1, 1);
        const UnixFileMode allowed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Assert.Single(Segments())) & ~allowed);
    }

    private SpoolLane Open(LaneLimits? limits = null) => new(_folder, limits ?? Roomy, _drops, _clock);

    private void Put(SpoolLane lane, int first, int count, int filling = 0)
    {
        for (var number = first; number < first + count; number++) Assert.True(lane.TryPut(Records.Finding(number, filling, _clock.Now)));
        lane.Write();
    }

    private static List<string> Ids(SpoolLane lane) => [.. lane.Read(int.MaxValue, long.MaxValue).Select(spooled => spooled.Record.Id)];

    private List<string> Segments() => [.. Directory.EnumerateFiles(_folder, "*.seg").Order(StringComparer.Ordinal)];

    /// <summary>Bytes of so many frames.</summary>
    private static int Length(ReadOnlySpan<byte> segment, int frames)
    {
        var length = 0;
        for (var i = 0; i < frames; i++) length += 8 + BitConverter.ToInt32(segment[length..]);
        return length;
    }
}
