using NetSensor.Flows.Fragments;
using NetSensor.Tests.Wire;
using NetSensor.Wire;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Flows.Fragments;

public sealed class FragmentReassemblerTests
{
    private const int More = 0x2000;
    private static readonly Timestamp Start = Timestamp.FromUnix(1_000_000);
    private static readonly byte[] Datagram = Packets.Udp(40000, 53, Pattern(3000));

    [Fact]
    public void Two_fragments_make_the_datagram_that_was_sent()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Assert.Equal(FragmentOutcome.Held, Add(reassembler, Fragment(0, 1480, More)).Outcome);
        var result = Add(reassembler, Fragment(1480, Datagram.Length - 1480, 0));
        Assert.Equal(FragmentOutcome.Complete, result.Outcome);
        Assert.Equal(2, result.Fragments);
        Assert.Equal(20 + 20 + Datagram.Length, result.FragmentIpBytes);
        Assert.Equal(LinkType.IPv4, result.Link);

        Assert.Equal(DecodeStatus.Ok, PacketDecoder.Decode(result.Bytes, result.Link, result.Bytes.Length, out var headers));
        Assert.Equal(20 + Datagram.Length, headers.IpLength);
        Assert.Equal(40000, headers.SourcePort);
        Assert.Equal(ChecksumVerdict.Good, Checksum.OfNetwork(result.Bytes, headers));
        Assert.True(result.Bytes.Slice(headers.PayloadOffset, headers.PayloadLength).SequenceEqual(Pattern(3000)));
    }

    [Fact]
    public void Any_order_will_do()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Add(reassembler, Fragment(2960, Datagram.Length - 2960, 0));
        Add(reassembler, Fragment(0, 1480, More));
        var result = Add(reassembler, Fragment(1480, 1480, More));
        Assert.Equal(FragmentOutcome.Complete, result.Outcome);
        Assert.Equal(FragmentAnomalies.None, result.Anomalies);
        Assert.True(result.Bytes[20..].SequenceEqual(Datagram));
    }

    [Fact]
    public void The_first_of_two_contradicting_fragments_wins()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Add(reassembler, Fragment(0, 1480, More));
        var forged = Fragment(0, 1480, More);
        forged[20 + 100] ^= 0xFF;
        Assert.Equal(FragmentAnomalies.Inconsistency, Add(reassembler, forged).Anomalies);
        Assert.Equal(FragmentAnomalies.Overlap, Add(reassembler, Fragment(0, 1480, More)).Anomalies);
        var result = Add(reassembler, Fragment(1480, Datagram.Length - 1480, 0));
        Assert.True(result.Bytes[20..].SequenceEqual(Datagram));
        Assert.Equal(2, reassembler.Counters.Overlaps);
    }

    [Fact]
    public void An_ipv6_datagram_keeps_the_extensions_before_the_fragment_header()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Add(reassembler, Fragment6(0, 1000, true));
        var result = Add(reassembler, Fragment6(1000, Datagram.Length - 1000, false));
        Assert.Equal(FragmentOutcome.Complete, result.Outcome);
        Assert.Equal(LinkType.IPv6, result.Link);
        Assert.Equal(DecodeStatus.Ok, PacketDecoder.Decode(result.Bytes, result.Link, result.Bytes.Length, out var headers));
        Assert.Equal(IpProtocol.Udp, headers.Protocol);
        Assert.Equal(40 + 8 + Datagram.Length, headers.IpLength);
        Assert.Equal(53, headers.DestinationPort);
    }

    [Fact]
    public void A_rest_that_comes_too_late_is_given_up()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Add(reassembler, Fragment(0, 1480, More));
        Assert.Equal(FragmentOutcome.Held, Add(reassembler, Fragment(1480, Datagram.Length - 1480, 0), Start + TimeSpan.FromSeconds(61)).Outcome);
        Assert.Equal(1, reassembler.Counters.TimedOut);
    }

    [Fact]
    public void A_flood_of_first_fragments_pushes_out_the_oldest_and_stays_within_its_bytes()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions { MaxDatagrams = 100, MaxBytes = 200_000 });
        for (var id = 0; id < 1000; id++) Add(reassembler, Fragment(0, 1480, More, id));
        Assert.InRange(reassembler.Waiting, 1, 48); // 200,000 bytes make 48 of the smallest buffers
        Assert.Equal(1000 - reassembler.Waiting, reassembler.Counters.Evicted);
    }

    [Fact]
    public void The_longest_datagram_fits_and_a_longer_one_is_dropped()
    {
        var longest = new byte[65535 - 20];
        Assert.Equal(FragmentOutcome.Complete, SendAll(longest));
        Assert.Equal(FragmentOutcome.Dropped, SendAll(new byte[65535 - 20 + 8]));
        Assert.Equal(FragmentOutcome.Dropped, SendAll(new byte[65544]));
    }

    [Fact]
    public void A_cut_first_fragment_is_handed_back_and_a_cut_later_one_is_dropped()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Assert.Equal(FragmentOutcome.FirstOnly, Add(reassembler, Fragment(0, 1480, More), cutTo: 60).Outcome);
        Assert.Equal(FragmentOutcome.Dropped, Add(reassembler, Fragment(1480, 800, More), cutTo: 60).Outcome);
        Assert.Equal(2, reassembler.Counters.Cut);
    }

    [Fact]
    public void Equal_ids_in_different_tunnels_are_kept_apart()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        Add(reassembler, Fragment(0, 1480, More), scope: 1);
        Assert.Equal(FragmentOutcome.Held, Add(reassembler, Fragment(1480, Datagram.Length - 1480, 0), scope: 2).Outcome);
    }

    [Fact]
    public void Once_warm_nothing_is_allocated()
    {
        var reassembler = new FragmentReassembler(new FragmentOptions { MaxDatagrams = 64 });
        byte[][] fragments = [Fragment(0, 1480, More), Fragment(1480, Datagram.Length - 1480, 0), Fragment(0, 1480, More, 7)];
        Turn(200);
        Assert.Equal(0, Allocations.Least(() => Turn(1000)));

        void Turn(int times)
        {
            for (var turn = 0; turn < times; turn++)
            {
                foreach (var fragment in fragments)
                {
                    PacketDecoder.Decode(fragment, LinkType.Raw, fragment.Length, out var headers);
                    reassembler.Add(Start, fragment, headers);
                }
            }
        }
    }

    [Fact]
    public void Mutated_fragments_never_throw_nor_leave_the_limits()
    {
        var random = new Random(20240517);
        var reassembler = new FragmentReassembler(new FragmentOptions { MaxDatagrams = 50, MaxBytes = 500_000 });
        for (var turn = 0; turn < 50_000; turn++)
        {
            var offset = random.Next(0, 400) * 8;
            var packet = random.Next(2) == 0
                ? Fragment(offset, random.Next(1, 200) * 8 - (random.Next(4) == 0 ? random.Next(8) : 0), random.Next(3) == 0 ? 0 : More, random.Next(20))
                : Fragment6(offset, random.Next(1, 200) * 8, random.Next(3) != 0);
            if (random.Next(4) == 0) packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
            if (PacketDecoder.Decode(packet, LinkType.Raw, packet.Length, out var headers) != DecodeStatus.Fragment) continue;
            var result = reassembler.Add(Start + TimeSpan.FromMilliseconds(turn), packet, headers);
            if (result.Outcome == FragmentOutcome.Complete) PacketDecoder.Decode(result.Bytes, result.Link, result.Bytes.Length, out _);
            Assert.InRange(reassembler.Waiting, 0, 50);
        }
        Assert.True(reassembler.Counters.Reassembled > 0);
    }

    private static FragmentOutcome SendAll(byte[] payload)
    {
        var reassembler = new FragmentReassembler(new FragmentOptions());
        var outcome = FragmentOutcome.Held;
        for (var offset = 0; offset < payload.Length; offset += 8000)
        {
            var length = Math.Min(8000, payload.Length - offset);
            var last = offset + length == payload.Length;
            outcome = Add(reassembler, Packets.Ipv4(IpProtocol.Udp, payload[offset..(offset + length)], fragment: (last ? 0 : More) | (offset / 8))).Outcome;
        }
        return outcome;
    }

    private static FragmentResult Add(FragmentReassembler reassembler, byte[] packet, Timestamp? at = null, int cutTo = int.MaxValue, ulong scope = 0)
    {
        var captured = packet.AsSpan(0, Math.Min(packet.Length, cutTo));
        Assert.Equal(DecodeStatus.Fragment, PacketDecoder.Decode(captured, LinkType.Raw, packet.Length, out var headers));
        return reassembler.Add(at ?? Start, captured, headers, scope);
    }

    private static byte[] Fragment(int offset, int length, int flags, int id = 1) =>
        Packets.Ipv4(IpProtocol.Udp, Slice(offset, length), fragment: flags | (offset / 8), id: id);

    private static byte[] Fragment6(int offset, int length, bool more) =>
        Packets.Ipv6(IpProtocol.HopByHop, Packets.Extension(IpProtocol.Fragment, 0, Packets.Fragment6(IpProtocol.Udp, offset, more, 9, Slice(offset, length))));

    private static byte[] Slice(int offset, int length) => [.. Enumerable.Range(offset, length).Select(at => at < Datagram.Length ? Datagram[at] : (byte)at)];

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(at => (byte)(at * 7 + at / 256))];
}
