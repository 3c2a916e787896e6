using System.Text;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class SampleTests
{
    private const int MaxDepth = 12;

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
            var status = Check(sample.Bytes.AsSpan(0, length), sample.Link, sample.Bytes.Length, 0);
            if (length < 20) Assert.NotEqual(DecodeStatus.Ok, status); // no packet of these has shorter headers
            Check(sample.Bytes.AsSpan(0, length), sample.Link, length, 0); // the same when the sender had sent no more
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
            Check(bytes, sample.Link, wireLength, 0);
            if (sample.Link == LinkType.Ethernet) ShardHash.Of(new RawPacket(default, sample.Link, wireLength, bytes));
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        DecodeAll(50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        DecodeAll(50);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

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

    /// <summary>Decodes a packet and those inside, and checks that all that the decoder tells lies within the bytes it was given.</summary>
    private static DecodeStatus Check(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, int depth)
    {
        var status = PacketDecoder.Decode(bytes, link, wireLength, out var headers);
        Assert.True(headers.NetworkOffset >= 0 && headers.NetworkOffset <= bytes.Length, "network offset");
        Assert.True(headers.TransportOffset >= headers.NetworkOffset && headers.TransportOffset <= bytes.Length, "transport offset");
        Assert.True(headers.PayloadOffset >= headers.TransportOffset && headers.PayloadLength >= 0, "payload offset");
        Assert.True(headers.PayloadOffset + headers.PayloadLength <= bytes.Length, "payload end");
        Assert.True(headers.PayloadWireLength >= headers.PayloadLength, "payload wire length");
        if (status is DecodeStatus.Ok or DecodeStatus.Fragment)
        {
            Checksum.OfNetwork(bytes, headers);
            if (status == DecodeStatus.Ok) Checksum.OfTransport(bytes, headers);
        }
        if (headers.Inner != Encapsulation.None)
        {
            Assert.True(headers.InnerLength > 0 && headers.InnerOffset >= headers.PayloadOffset, "inner offset");
            Assert.True(headers.InnerOffset + headers.InnerLength <= headers.PayloadOffset + headers.PayloadLength, "inner end");
            Assert.True(headers.InnerWireLength >= headers.InnerLength, "inner wire length");
            if (depth < MaxDepth) Check(bytes.Slice(headers.InnerOffset, headers.InnerLength), headers.InnerLink, headers.InnerWireLength, depth + 1);
        }
        if (headers.NextFrameOffset != 0)
        {
            Assert.True(headers.NextFrameOffset < bytes.Length, "next frame");
            if (depth < MaxDepth) Check(bytes[headers.NextFrameOffset..], LinkType.Amsdu, wireLength - headers.NextFrameOffset, depth + 1);
        }
        return status;
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
