using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Tcp;

namespace NetSensor.Tests.Flows;

public sealed class TcpStreamTests : IStreamReader
{
    private readonly SegmentStore _store = new();
    private readonly FlowCounters _counters = new();
    private readonly List<byte> _delivered = [];
    private readonly List<string> _weirds = [];
    private long _missing;
    private TcpEndpoint _side = new() { Delivered = 1, Trimmed = 1 };
    private TcpEndpoint _peer = new() { Delivered = 1, Trimmed = 1 };

    bool IStreamReader.Wants(Direction direction) => true;

    void IStreamReader.Deliver(Direction direction, ReadOnlySpan<byte> bytes) => _delivered.AddRange(bytes);

    void IStreamReader.Gap(Direction direction, long missing, bool counted)
    {
        _missing += missing;
        for (var i = 0; i < missing; i++) _delivered.Add(0);
    }

    void IStreamReader.Weird(string name, string? source) => _weirds.Add(name);

    private TcpStream NewStream(FlowOptions? options = null)
    {
        _delivered.Clear();
        _side = new TcpEndpoint { Delivered = 1, Trimmed = 1 };
        _peer = new TcpEndpoint { Delivered = 1, Trimmed = 1 };
        _missing = 0;
        return new TcpStream(_store, this, options ?? new FlowOptions(), _counters);
    }

    private void Send(TcpStream stream, int start, ReadOnlySpan<byte> bytes)
    {
        var behind = (uint)(1 + start + bytes.Length);
        if (behind > _side.LastSequence) _side.AdvanceLast(behind);
        stream.Sent(ref _side, _peer, Direction.FromOriginator, 1 + start, bytes, countGaps: true);
    }

    private void Acknowledge(TcpStream stream, int length)
    {
        _side.AdvanceAcked((uint)(1 + length));
        stream.Acknowledged(ref _side, Direction.FromOriginator, 1 + length, partial: false, countGaps: true);
    }

    [Fact]
    public void Any_order_repetition_and_overlap_of_segments_delivers_the_message()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 500; round++)
        {
            var message = new byte[random.Next(1, 3000)];
            random.NextBytes(message);
            var stream = NewStream();
            foreach (var (start, length) in Cut(message.Length, random)) Send(stream, start, message.AsSpan(start, length));
            Assert.Equal(message, _delivered);
            Assert.Equal(0, _missing);
            Assert.Equal(0, _side.FirstWaiting);
            Assert.Equal(0, _side.WaitingBytes);
            Assert.Equal(0, _store.TotalBytes);
        }
        Assert.Equal(0, _counters.InconsistentOverlaps);
    }

    /// <summary>Segments that cover a message, shuffled, some of them twice and some overlapping.</summary>
    private static List<(int Start, int Length)> Cut(int length, Random random)
    {
        var segments = new List<(int, int)>();
        for (var at = 0; at < length;)
        {
            var size = Math.Min(random.Next(1, 200), length - at);
            var back = random.Next(4) == 0 ? random.Next(Math.Min(at, 50) + 1) : 0;
            segments.Add((at - back, size + back));
            if (random.Next(5) == 0) segments.Add((at, size));
            at += size;
        }
        return [.. segments.OrderBy(_ => random.Next())];
    }

    [Fact]
    public void The_first_copy_of_a_byte_counts_and_the_difference_is_counted()
    {
        var stream = NewStream();
        Send(stream, 2, "cd"u8);
        Send(stream, 0, "abXYe"u8);
        Assert.Equal("abcde"u8.ToArray(), _delivered);
        Assert.Equal(1, _counters.InconsistentOverlaps);
    }

    [Fact]
    public void An_acknowledged_hole_is_a_gap_and_what_lies_behind_is_delivered()
    {
        var stream = NewStream();
        Send(stream, 0, "ab"u8);
        Send(stream, 5, "fg"u8);
        Assert.Equal(2, _delivered.Count);
        Acknowledge(stream, 7);
        Assert.Equal([(byte)'a', (byte)'b', 0, 0, 0, (byte)'f', (byte)'g'], _delivered);
        Assert.Equal(3, _missing);
    }

    [Fact]
    public void Without_any_acknowledgement_a_hole_is_given_up_after_sixteen_kilobytes()
    {
        var stream = NewStream();
        Send(stream, 0, "ab"u8);
        var piece = new byte[1000];
        for (var i = 0; i < 17; i++) Send(stream, 10 + i * 1000, piece);
        Assert.Equal(8, _missing);
        Assert.Equal(10 + 17_000, _delivered.Count);
        Assert.Equal(["above_hole_data_without_any_acks"], _weirds);
    }

    [Fact]
    public void What_waits_is_bounded_and_giving_up_is_counted()
    {
        var stream = NewStream(new FlowOptions { MaxOutOfOrderBytes = 4096 });
        Send(stream, 0, "ab"u8);
        Acknowledge(stream, 2);
        for (var i = 0; i < 100; i++) Send(stream, 10 + i * 200, new byte[100]);
        Assert.True(_store.TotalBytes <= 4096);
        Assert.True(_counters.OutOfOrderLimitHits > 0);
    }
}
