using NetSensor.Recording;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

public sealed class PacketRingTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void Packets_come_back_as_they_went_in()
    {
        var ring = new PacketRing(4 * MiB, 64 << 10);
        var frame = Frames.Udp(1, 2, 321);
        ring.Add(new RawPacket(Frames.Start, LinkType.Raw, 1500, frame));
        var seen = 0;
        RingReader.ReadAll([ring], (in packet) =>
        {
            seen++;
            Assert.Equal(Frames.Start, packet.Time);
            Assert.Equal(LinkType.Raw, packet.Link);
            Assert.Equal(1500, packet.WireLength);
            Assert.True(packet.Bytes.SequenceEqual(frame));
        });
        Assert.Equal(1, seen);
    }

    [Fact]
    public void The_oldest_packets_make_room()
    {
        var ring = new PacketRing(2 * MiB, int.MaxValue);
        for (var i = 0; i < 30_000; i++) ring.Add(Frames.Udp(1, 2, 1000).At(i));
        var times = Times(ring);
        Assert.Equal(29_999, times[^1]);
        Assert.InRange(times.Count, MiB / 1100, 2 * MiB / 1000);
        Assert.Equal(Enumerable.Range((int)times[0], times.Count).Select(second => (double)second), times);
    }

    [Fact]
    public void Of_a_long_transfer_the_beginning_is_kept_and_of_what_follows_a_silence_too()
    {
        var ring = new PacketRing(4 * MiB, burstBytes: 10_000);
        for (var i = 0; i < 1_000; i++) ring.Add(Frames.Udp(1, 2, 1000).At(i / 100.0));
        Assert.Equal(10, ring.Remembered);
        Assert.Equal(990, ring.PassedOver);
        ring.Add(Frames.Udp(2, 1, 1000).At(13)); // the other way counts as the same conversation
        Assert.Equal(11, ring.Remembered);
    }

    [Fact]
    public void Others_are_remembered_beside_a_transfer()
    {
        var ring = new PacketRing(4 * MiB, burstBytes: 10_000);
        for (var i = 0; i < 100; i++) ring.Add(Frames.Udp(1, 2, 1000).At(i / 100.0));
        for (byte host = 3; host < 13; host++) ring.Add(Frames.Udp(host, 2, 1000).At(1));
        Assert.Equal(20, ring.Remembered);
    }

    [Fact]
    public void A_reader_keeps_what_it_holds_while_the_shard_goes_on()
    {
        var ring = new PacketRing(2 * MiB, int.MaxValue);
        var added = 0;
        for (; added < 1_000; added++) ring.Add(Frames.Udp(1, 2, 1000).At(added));
        var times = new List<double>();
        RingReader.ReadAll([ring], (in packet) =>
        {
            if (times.Count < 1_000)
                for (var i = 0; i < 20; i++) ring.Add(Frames.Udp(1, 2, 1000).At(added++)); // twenty times as fast as it is read: ten times the ring
            times.Add((packet.Time - Frames.Start).TotalSeconds);
        });
        Assert.Equal(Enumerable.Range(0, 1_000).Select(second => (double)second), times.Take(1_000));
        Assert.True(ring.Missed > 0, "more than the ring and its spare room was added while it was held: that is counted");
        Assert.Equal(added, ring.Remembered + ring.Missed);
        for (var i = 0; i < 10_000; i++) ring.Add(Frames.Udp(1, 2, 1000).At(added + i));
        Assert.InRange(Times(ring).Count, 1_000, 2 * MiB / 1000); // back to its size
    }

    [Fact]
    public void The_rings_of_several_shards_are_read_in_the_order_of_time()
    {
        var (one, other) = (new PacketRing(2 * MiB, int.MaxValue), new PacketRing(2 * MiB, int.MaxValue));
        for (var i = 0; i < 5_000; i++) (i % 3 == 0 ? one : other).Add(Frames.Udp(1, 2, 300).At(i));
        Assert.Equal(Enumerable.Range(0, 5_000).Select(second => (double)second), Times(one, other));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_packet()
    {
        var ring = new PacketRing(2 * MiB, int.MaxValue);
        var frame = Frames.Udp(1, 2, 1000);
        var second = 0;
        for (; second < 10_000; second++) ring.Add(frame.At(second)); // all its segments are made
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 10_000; i++) ring.Add(frame.At(second++));
        }));
    }

    private static List<double> Times(params PacketRing[] rings)
    {
        var times = new List<double>();
        RingReader.ReadAll(rings, (in packet) => times.Add((packet.Time - Frames.Start).TotalSeconds));
        return times;
    }
}
