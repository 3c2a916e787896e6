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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Modified_records_carry_eight_bytes_more(bool bigEndian)
    {
        var capture = new CaptureWriter(bigEndian).PcapHeader(0xa1b2cd34)
            .U32(7).U32(8).U32(First.Length).U32(First.Length).U32(2).U16(0x0800).Bytes(4, 0).Bytes(First)        // interface, protocol, packet type, padding
            .U32(9).U32(0).U32(Second.Length).U32(Second.Length).U32(2).U16(0x0800).Bytes(4, 0).Bytes(Second)
            .ToArray();
        var read = CaptureReading.File(capture);
        Assert.Empty(read.Faults);
        Assert.Equal([First, Second], read.Packets.Select(packet => packet.Bytes));
        Assert.Equal(Timestamp.FromUnix(7, 8_000), read.Packets[0].Time);
    }

    [Theory]
    [InlineData(0x1c0001ac, 1)]                                 // hardware capture: nanoseconds
    [InlineData(0x1c0001ab, 1000)]                              // software capture: microseconds
    public void Ixia_files_have_four_bytes_more_in_their_header(uint magic, long unit)
    {
        var capture = new CaptureWriter().PcapHeader(magic).U32(16 + First.Length).Record(7, 8, First).ToArray();
        var packet = Assert.Single(CaptureReading.File(capture).Packets);
        Assert.Equal(Timestamp.FromUnix(7, 8 * unit), packet.Time);
        Assert.Equal(First, packet.Bytes);
    }

    [Theory]
    [InlineData(2, 2)]                                          // before 2.3
    [InlineData(543, 0)]                                        // DG/UX
    [InlineData(2, 3)]                                          // either order: the smaller is the captured length
    public void Old_versions_write_the_original_length_first(int major, int minor)
    {
        var capture = new CaptureWriter().PcapHeader(major: major, minor: minor)
            .U32(7).U32(0).U32(60).U32(First.Length).Bytes(First).ToArray();
        var packet = Assert.Single(CaptureReading.File(capture).Packets);
        Assert.Equal(First, packet.Bytes);
        Assert.Equal(60, packet.WireLength);
    }

    [Fact] public void An_unknown_link_type_is_passed_through()
    {
        var capture = new CaptureWriter().PcapHeader(link: 4711).Record(1, 0, First).ToArray();
        Assert.Equal((LinkType)4711, CaptureReading.File(capture).Packets[0].Link);
    }

    [Fact] public void A_fraction_of_more_than_a_second_is_added_as_it_is()
    {
        var capture = new CaptureWriter().PcapHeader().Record(1, 2_000_000, First).ToArray();
        Assert.Equal(Timestamp.FromUnix(3), CaptureReading.File(capture).Packets[0].Time);
    }

    [Fact] public void A_wire_length_below_the_captured_length_is_raised_to_it()
    {
        var capture = new CaptureWriter().PcapHeader().Record(1, 0, First, original: 0).ToArray();
        var read = CaptureReading.File(capture);
        Assert.Equal(First.Length, read.Packets[0].WireLength);
        Assert.Equal(0, read.Counters.CutPackets);
    }

    [Fact] public void A_header_without_packets_is_a_capture_of_none()
    {
        var read = CaptureReading.File(new CaptureWriter().PcapHeader().ToArray());
        Assert.Empty(read.Packets);
        Assert.Empty(read.Faults);
    }

    [Fact] public void More_packets_than_a_batch_holds_come_in_order()
    {
        var writer = new CaptureWriter().PcapHeader();
        for (var i = 0; i < 1000; i++) writer.Record(i, 0, new byte[i % 70]);
        var read = CaptureReading.File(writer.ToArray());
        Assert.Equal(Enumerable.Range(0, 1000).Select(second => Timestamp.FromUnix(second)), read.Packets.Select(packet => packet.Time));
        Assert.Equal(Enumerable.Range(0, 1000).Sum(i => (long)(i % 70)), read.Counters.Bytes);
    }

    [Theory]
    [InlineData(262_144, true)]                                 // the largest record without announcement
    [InlineData(262_145, false)]
    public void Records_above_the_default_limit_are_impossible(int length, bool possible)
    {
        var read = CaptureReading.File(new CaptureWriter().PcapHeader().Record(1, 0, First).Record(1, 0, new byte[length]).ToArray());
        Assert.Equal(possible ? 2 : 1, read.Packets.Count);
        Assert.Equal(possible ? [] : [(24L + 16 + 5, $"impossible record length {length}")], read.Faults.Select(fault => (fault.Offset, fault.Kind)));
    }

    [Theory]
    [InlineData(300_000, 300_000, true)]                        // announced and sane
    [InlineData(300_000, 300_001, false)]
    [InlineData(0xFFFFFFFF, 262_145, false)]                    // announced and insane: the default holds
    public void An_announced_snap_length_raises_the_limit_while_it_is_sane(long snapLength, int length, bool possible)
    {
        var read = CaptureReading.File(new CaptureWriter().PcapHeader(snapLength: snapLength).Record(1, 0, new byte[length]).ToArray());
        Assert.Equal(possible ? 1 : 0, read.Packets.Count);
        Assert.Equal(possible ? 0 : 1, read.Faults.Count);
    }

    [Fact] public void A_version_before_2_is_another_format_and_a_fault()
    {
        var fault = Assert.Single(CaptureReading.File(new CaptureWriter().PcapHeader(major: 1).Record(1, 0, First).ToArray()).Faults);
        Assert.Equal((0L, "unknown pcap version 1"), (fault.Offset, fault.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Standard_input_gives_the_same_packets_however_it_trickles(int atOnce)
    {
        var writer = new CaptureWriter().PcapHeader();
        for (var i = 0; i < 300; i++) writer.Record(i, i, [(byte)i, .. new byte[i]]);
        var capture = writer.ToArray();
        var (file, trickled) = (CaptureReading.File(capture), CaptureReading.Trickle(capture, atOnce));
        Assert.Equal(file.Packets.Select(packet => (packet.Time, Convert.ToHexString(packet.Bytes))),
            trickled.Packets.Select(packet => (packet.Time, Convert.ToHexString(packet.Bytes))));
        Assert.Empty(trickled.Faults);
    }

    [Fact] public void Several_buffers_of_standard_input_and_records_larger_than_one_are_read()
    {
        var writer = new CaptureWriter().PcapHeader(snapLength: 3_000_000);
        for (var i = 0; i < 30; i++) writer.Record(i, 0, Enumerable.Repeat((byte)i, i % 3 == 0 ? 2_500_000 : 1000 * i).ToArray());
        var read = CaptureReading.StandardInput(writer.ToArray());
        Assert.Empty(read.Faults);
        Assert.Equal(30, read.Packets.Count);
        foreach (var (index, packet) in read.Packets.Index()) Assert.False(packet.Bytes.AsSpan().ContainsAnyExcept((byte)index));
    }
}
