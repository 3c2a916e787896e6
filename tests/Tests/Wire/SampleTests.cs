using System.Text;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class SampleTests
{
    public static TheoryData<int, string> Names()
    {
        var names = new TheoryData<int, string>();
        for (var index = 0; index < Samples.All.Length; index++) names.Add(index, Samples.All[index].Name);
        return names;
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_layer_is_found(int index, string name)
    {
        var sample = Samples.All[index];
        Assert.Equal((name, sample.Expected), (sample.Name, Describe(sample.Bytes, sample.Link)));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_prefix_throws_or_points_outside(int index, string name)
    {
        var sample = Samples.All[index];
        Assert.Equal(name, sample.Name);
        for (var length = 0; length <= sample.Bytes.Length; length++)
        {
            var status = Invariants.Check(sample.Bytes.AsSpan(0, length), sample.Link, sample.Bytes.Length, 0);
            if (length < 20) Assert.NotEqual(DecodeStatus.Ok, status); // no packet of these has shorter headers
            Invariants.Check(sample.Bytes.AsSpan(0, length), sample.Link, length, 0); // the same when the sender had sent no more
        }
    }

    [Fact]
    public void Padding_behind_the_announced_length_is_no_payload()
    {
        foreach (var sample in Samples.All)
        {
            // neither NFLOG nor 802.11 frames are padded, and a frame of an A-MSDU would begin there
            if (sample.Link is LinkType.NfLog or LinkType.Ieee80211) continue;
            byte[] padded = [.. sample.Bytes, .. new byte[13]];
            Assert.Equal((sample.Name, sample.Expected), (sample.Name, Describe(padded, sample.Link)));
        }
    }

    [Fact]
    public void Mutated_packets_never_throw_or_point_outside()
    {
        var random = new Random(20240611);
        var mutator = new FuzzMutator(random);
        for (var turn = 0; turn < 200_000; turn++)
        {
            var sample = Samples.All[random.Next(Samples.All.Length)];
            var bytes = mutator.Mutate(sample.Bytes, Samples.All[random.Next(Samples.All.Length)].Bytes);
            var wireLength = random.Next(4) == 0 ? bytes.Length + random.Next(100) : bytes.Length;
            Invariants.Check(bytes, sample.Link, wireLength, 0);
            if (sample.Link == LinkType.Ethernet) ShardHash.Of(new RawPacket(default, sample.Link, wireLength, bytes));
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        DecodeAll(50);
        Assert.Equal(0, Allocations.Least(() => DecodeAll(50)));

        static void DecodeAll(int times)
        {
            for (var turn = 0; turn < times; turn++)
            {
                foreach (var sample in Samples.All)
                {
                    var packet = new RawPacket(default, sample.Link, sample.Bytes.Length, sample.Bytes);
                    PacketDecoder.Decode(packet, out var headers);
                    ShardHash.Of(packet);
                    Checksum.OfTransport(sample.Bytes, headers);
                }
            }
        }
    }

    private static string Describe(ReadOnlySpan<byte> bytes, LinkType link)
    {
        var text = new StringBuilder();
        Describe(bytes, link, bytes.Length, text);
        return text.ToString();
    }

    private static void Describe(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, StringBuilder text)
    {
        var status = PacketDecoder.Decode(bytes, link, wireLength, out var headers);
        if (status != DecodeStatus.Ok) text.Append(status).Append(' ');
        if (headers.OuterVlan != 0) text.Append($"vlan {headers.OuterVlan & 0xFFF} ");
        if (headers.InnerVlan != 0) text.Append($"{headers.InnerVlan & 0xFFF} ");
        text.Append($"{headers.Source} {headers.Destination} {headers.Protocol} {headers.SourcePort} {headers.DestinationPort}");
        if (headers.Inner != Encapsulation.None)
            Describe(bytes.Slice(headers.InnerOffset, headers.InnerLength), headers.InnerLink, headers.InnerWireLength, text.Append(" / "));
        if (headers.NextFrameOffset != 0)
            Describe(bytes[headers.NextFrameOffset..], LinkType.Amsdu, wireLength - headers.NextFrameOffset, text.Append(" / "));
    }
}
