using NetSensor.Wire;

namespace NetSensor.Tests.Capture;

/// <summary>pcap in every variant gives the same packets.</summary>
public sealed class PcapReaderTests
{
    private static readonly byte[] First = [1, 2, 3, 4, 5];
    private static readonly byte[] Second = [6, 7, 8];

    [Theory]
    [InlineData(0xa1b2c3d4, false, 1000)]                       // microseconds
    [InlineData(0xa1b2c3d4, true, 1000)]
    [InlineData(0xa1b23c4d, false, 1)]                          // nanoseconds
    [InlineData(0xa1b23c4d, true, 1)]
    public void Times_count_micro_or_nanoseconds_in_either_byte_order(uint magic, bool bigEndian, long unit)
    {
        var capture = new CaptureWriter(bigEndian).PcapHeader(magic).Record(1_600_000_000, 999_999, First).Record(4_000_000_000, 1, Second, original: 9).ToArray();
        var read = CaptureReading.File(capture);
        Assert.Empty(read.Faults);
        Assert.Equal(Timestamp.FromUnix(1_600_000_000, 999_999 * unit), read.Packets[0].Time);
        Assert.Equal(Timestamp.FromUnix(4_000_000_000, unit), read.Packets[1].Time);        // seconds are unsigned: past 2038
        Assert.Equal(First, read.Packets[0].Bytes);
        Assert.Equal(Second, read.Packets[1].Bytes);
        Assert.Equal(9, read.Packets[1].WireLength);
        Assert.Equal(1, read.Counters.CutPackets);
    }

    [Fact] public void The_upper_bits_of_the_link_type_tell_the_check_sequence_and_are_masked()
    {
        var capture = new CaptureWriter().PcapHeader(link: 0x24000001).Record(1, 0, First).ToArray();      // FCS present, 2 × 16 bits, Ethernet
        Assert.Equal(LinkType.Ethernet, CaptureReading.File(capture).Packets[0].Link);
    }
}
