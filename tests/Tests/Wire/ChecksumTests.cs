using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class ChecksumTests
{
    [Fact]
    public void The_example_of_RFC_1071_sums_up_as_it_says() =>
        Assert.Equal(0xDDF2, Checksum.FoldedSum([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7])); // RFC 1071 §3

    [Fact]
    public void The_well_known_ip_header_needs_b861()
    {
        byte[] header = [0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0, 0, 0xC0, 0xA8, 0, 1, 0xC0, 0xA8, 0, 0xC7];
        Assert.Equal(0xB861, Checksum.Of(header));
    }

    [Fact]
    public void Every_length_sums_like_the_definition()
    {
        var random = new Random(1);
        var bytes = new byte[4000];
        random.NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length = length < 300 ? length + 1 : length + 97)
            Assert.Equal(ByDefinition(bytes.AsSpan(0, length)), Checksum.FoldedSum(bytes.AsSpan(0, length)));
        Array.Fill(bytes, (byte)0xFF);
        Assert.Equal(0xFFFF, Checksum.FoldedSum(bytes));
    }

    [Fact]
    public void A_udp_checksum_covers_addresses_and_a_missing_one_is_absent()
    {
        var udp = Packets.Udp(1024, 53, "hello"u8.ToArray());
        var packet = Packets.Ipv4(IpProtocol.Udp, udp, IpAddr.Parse("10.0.0.1"), IpAddr.Parse("10.0.0.2"));
        Assert.Equal(ChecksumVerdict.Absent, Verdict(packet));
        var sum = ByDefinition([10, 0, 0, 1, 10, 0, 0, 2, 0, 17, 0, (byte)udp.Length, .. udp]);
        packet[26] = (byte)(~sum >> 8);
        packet[27] = (byte)~sum;
        Assert.Equal(ChecksumVerdict.Good, Verdict(packet));
        packet[^1] ^= 1;
        Assert.Equal(ChecksumVerdict.Bad, Verdict(packet));
    }

    [Fact]
    public void What_was_cut_cannot_be_verified()
    {
        var packet = Packets.Ipv4(IpProtocol.Tcp, Packets.Tcp(1, 2, new byte[100]));
        PacketDecoder.Decode(packet.AsSpan(0, 80), LinkType.Raw, packet.Length, out var headers);
        Assert.Equal(ChecksumVerdict.Unverifiable, Checksum.OfTransport(packet.AsSpan(0, 80), headers));
        Assert.Equal(ChecksumVerdict.Good, Checksum.OfNetwork(packet.AsSpan(0, 80), headers));
    }

    private static ChecksumVerdict Verdict(byte[] packet)
    {
        Assert.Equal(DecodeStatus.Ok, PacketDecoder.Decode(packet, LinkType.Raw, packet.Length, out var headers));
        return Checksum.OfTransport(packet, headers);
    }

    private static ushort ByDefinition(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var at = 0; at < bytes.Length; at += 2) sum += (uint)((bytes[at] << 8) | (at + 1 < bytes.Length ? bytes[at + 1] : 0));
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)sum;
    }
}
