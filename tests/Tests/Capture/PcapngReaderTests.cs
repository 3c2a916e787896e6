using NetSensor.Capture.Files;
using NetSensor.Wire;

namespace NetSensor.Tests.Capture;

/// <summary>pcapng: sections, interfaces, kinds of packet blocks, times, and what is passed over.</summary>
public sealed class PcapngReaderTests
{
    private static readonly byte[] First = [1, 2, 3, 4, 5];
    private static readonly byte[] Second = [6, 7, 8];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_three_packet_blocks_are_read_in_either_byte_order(bool bigEndian)
    {
        var capture = new CaptureWriter(bigEndian).Section().Interface()
            .Enhanced(0, 1_600_000_000_000_001, First, original: 60)       // microseconds without if_tsresol
            .Obsolete(0, 1_600_000_001_000_000, Second)
            .Simple(First)
            .ToArray();
        var read = CaptureReading.File(capture);
        Assert.Empty(read.Faults);
        Assert.Equal([First, Second, First], read.Packets.Select(packet => packet.Bytes));
        Assert.Equal(Timestamp.FromUnix(1_600_000_000, 1_000), read.Packets[0].Time);
        Assert.Equal(Timestamp.FromUnix(1_600_000_001), read.Packets[1].Time);
        Assert.Equal(60, read.Packets[0].WireLength);
    }

    [Fact] public void A_simple_packet_has_the_time_of_the_packet_before_it()
    {
        var capture = new CaptureWriter().Section().Interface().Simple(First).Enhanced(0, 5_000_000, Second).Simple(First).ToArray();
        Assert.Equal([0, 5, 5], CaptureReading.File(capture).Packets.Select(packet => packet.Time.Seconds));
    }

    [Fact] public void A_simple_packet_is_as_long_as_snap_length_and_original_length_allow()
    {
        var capture = new CaptureWriter().Section().Interface(snapLength: 3).Simple([1, 2, 3], original: 60).Simple([1, 2], original: 2).ToArray();
        var read = CaptureReading.File(capture);
        Assert.Equal([[1, 2, 3], [1, 2]], read.Packets.Select(packet => packet.Bytes));    // not the padding
        Assert.Equal([60, 2], read.Packets.Select(packet => packet.WireLength));
    }

    [Fact] public void Each_interface_has_its_own_link_type_and_clock()
    {
        var capture = new CaptureWriter().Section()
            .Interface(link: 1, resolution: 9)
            .Interface(link: 113, resolution: 3, offset: 1000)
            .Enhanced(1, 1_500, First)
            .Enhanced(0, 2_000_000_001, Second)
            .ToArray();
        var read = CaptureReading.File(capture);
        Assert.Equal([LinkType.LinuxSll, LinkType.Ethernet], read.Packets.Select(packet => packet.Link));
        Assert.Equal([Timestamp.FromUnix(1001, 500_000_000), Timestamp.FromUnix(2, 1)], read.Packets.Select(packet => packet.Time));
    }

    [Theory]
    [InlineData(0, 3UL, 3_000_000_000)]                         // seconds
    [InlineData(3, 3UL, 3_000_000)]                             // milliseconds
    [InlineData(6, 3UL, 3_000)]                                 // microseconds
    [InlineData(9, 3UL, 3)]                                     // nanoseconds
    [InlineData(12, 3_999UL, 3)]                                // picoseconds, cut
    [InlineData(28, ulong.MaxValue, 1)]                         // 10^-28 s
    [InlineData(29, ulong.MaxValue, 0)]
    [InlineData(127, ulong.MaxValue, 0)]
    [InlineData(0x80, 3UL, 3_000_000_000)]                      // 2^0 s
    [InlineData(0x81, 3UL, 1_500_000_000)]                      // halves
    [InlineData(0x8A, 1UL, 976_562)]                            // 1/1024 s = 976,562.5 ns
    [InlineData(0xA0, 0x1_8000_0000UL, 1_500_000_000)]          // 2^-32 s, as NTP counts
    [InlineData(0xC0, ulong.MaxValue, 999_999_999)]             // 2^-64 s
    [InlineData(0xFF, ulong.MaxValue, 0)]
    [InlineData(0, ulong.MaxValue, TimeResolution.Latest)]              // beyond what can be told
    [InlineData(6, 18_446_744_073_709_551UL, TimeResolution.Latest)]
    public void Times_count_powers_of_ten_or_two(int resolution, ulong units, long nanoseconds)
    {
        Assert.Equal(nanoseconds, new TimeResolution((byte)resolution, 0).At(units).Nanoseconds);
    }

    [Theory]
    [InlineData(-1, 500_000UL, -500_000_000)]
    [InlineData(1_600_000_000, 500_000UL, 1_600_000_000_500_000_000)]
    [InlineData(long.MaxValue, 0UL, TimeResolution.Latest)]
    [InlineData(long.MinValue, 0UL, TimeResolution.Earliest)]
    public void Times_count_from_the_interfaces_offset(long offset, ulong microseconds, long nanoseconds)
    {
        Assert.Equal(nanoseconds, new TimeResolution(6, offset).At(microseconds).Nanoseconds);
    }

    [Fact] public void Sections_may_change_byte_order_and_number_their_interfaces_anew()
    {
        byte[] capture =
        [
            .. new CaptureWriter().Section().Interface(link: 1).Interface(link: 101).Enhanced(1, 1_000_000, First).ToArray(),
            .. new CaptureWriter(bigEndian: true).Section().Interface(link: 228).Enhanced(0, 2_000_000, Second).ToArray(),
            .. new CaptureWriter().Section().Interface(link: 1).Enhanced(0, 3_000_000, First).ToArray(),
        ];
        var read = CaptureReading.File(capture);
        Assert.Empty(read.Faults);
        Assert.Equal([LinkType.Raw, LinkType.IPv4, LinkType.Ethernet], read.Packets.Select(packet => packet.Link));
        Assert.Equal([1, 2, 3], read.Packets.Select(packet => packet.Time.Seconds));
    }

    [Fact] public void Interfaces_of_an_earlier_section_are_forgotten()
    {
        var capture = new CaptureWriter().Section().Interface().Section().Enhanced(0, 1, First).ToArray();
        Assert.Equal("packet of an undeclared interface 0", Assert.Single(CaptureReading.File(capture).Faults).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unknown_blocks_are_passed_over_however_long_they_are(bool onStandardInput)
    {
        var capture = new CaptureWriter().Section()
            .Block(4, [0, 0, 0, 0])                             // name resolution
            .Interface()
            .Block(0x80000BAD, new byte[20_000_000])            // a private block longer than any buffer
            .Enhanced(0, 1_000_000, First)
            .Block(5, [])                                       // interface statistics
            .Block(0xFFFFFFFF, new byte[3])
            .ToArray();
        var read = onStandardInput ? CaptureReading.StandardInput([.. new CaptureWriter().Section().Interface().Simple(Second).ToArray(), .. capture]) : CaptureReading.File(capture);
        Assert.Empty(read.Faults);
        Assert.Equal(First, read.Packets[^1].Bytes);
    }

    [Fact] public void Options_behind_a_packet_are_passed_over()
    {
        var withOptions = new CaptureWriter().U32(0).U32(0).U32(1_000_000).U32(3).U32(3).Bytes(Second).Bytes(0)
            .U16(1).U16(2).Bytes((byte)'h', (byte)'i', 0, 0).U16(0).U16(0).ToArray();          // opt_comment "hi", opt_endofopt
        var capture = new CaptureWriter().Section().Interface().Block(6, withOptions).Simple(First).ToArray();
        Assert.Equal([Second, First], CaptureReading.File(capture).Packets.Select(packet => packet.Bytes));
    }

    [Fact] public void An_option_longer_than_its_block_ends_the_options_of_the_interface()
    {
        var options = new CaptureWriter().U16(101).U16(0).U32(0).U16(9).U16(400).Bytes(9, 0, 0, 0).ToArray();      // if_tsresol claims 400 bytes
        var capture = new CaptureWriter().Section().Block(1, options).Enhanced(0, 1_000_000, First).ToArray();
        Assert.Equal(Timestamp.FromUnix(1), Assert.Single(CaptureReading.File(capture).Packets).Time);
    }

    [Fact] public void Two_lengths_of_a_block_that_differ_are_a_fault_at_the_block()
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.Block(3, [3, 0, 0, 0, .. Second], wrongTrailer: 24).Simple(First).ToArray(), at, "block length 20 repeated as 24");
    }

    [Fact] public void Two_lengths_of_a_long_unknown_block_that_differ_are_a_fault_at_the_block()
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.Block(77, new byte[5_000_000], wrongTrailer: 24).Simple(First).ToArray(), at, "block length 5000012 repeated as 24");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(13)]                                            // no multiple of four
    public void A_block_length_that_no_block_can_have_is_a_fault(int length)
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.U32(3).U32(length).Bytes(new byte[64]).ToArray(), at, $"impossible block length {length}");
    }

    [Fact] public void A_packet_block_larger_than_any_packet_is_a_fault()
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.U32(6).U32(0xFFFFFFF0).Bytes(new byte[64]).ToArray(), at, "impossible block length 4294967280");
    }

    [Fact] public void A_packet_longer_than_its_block_is_a_fault()
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        var body = new CaptureWriter().U32(0).U32(0).U32(0).U32(400).U32(400).Bytes(First).ToArray();
        AssertFault(good.Block(6, body).ToArray(), at, "impossible record length 400");
    }

    [Theory]
    [InlineData(1, "interface block of 4 bytes")]
    [InlineData(2, "packet block of 4 bytes")]
    [InlineData(6, "packet block of 4 bytes")]
    public void A_block_too_short_for_its_fields_is_a_fault(uint type, string kind)
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.Block(type, new byte[4]).ToArray(), at, kind);
    }

    [Fact] public void A_section_without_byte_order_is_a_fault()
    {
        var good = new CaptureWriter().Section().Interface().Simple(First);
        var at = good.Length;
        AssertFault(good.Block(0x0A0D0D0A, new byte[16]).ToArray(), at, "impossible byte order 0x00000000");
    }

    [Fact] public void More_interfaces_than_can_be_numbered_are_a_fault()
    {
        var writer = new CaptureWriter().Section();
        for (var i = 0; i < 65_537; i++) writer.Interface();
        Assert.Equal("more than 65536 interfaces", Assert.Single(CaptureReading.File(writer.ToArray()).Faults).Kind);
    }

    private static void AssertFault(byte[] capture, long offset, string kind)
    {
        foreach (var read in new[] { CaptureReading.File(capture), CaptureReading.StandardInput(capture) })
        {
            Assert.Equal(First, Assert.Single(read.Packets).Bytes);                     // what comes before the fault is delivered
            var fault = Assert.Single(read.Faults);
            Assert.Equal((offset, kind), (fault.Offset, fault.Kind));
        }
    }
}
