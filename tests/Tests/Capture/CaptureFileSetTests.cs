using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Wire;

namespace NetSensor.Tests.Capture;

/// <summary>Which files are read, in what order, and what is said about those that cannot be.</summary>
public sealed class CaptureFileSetTests
{
    private static byte[] PcapAt(params long[] seconds)
    {
        var writer = new CaptureWriter().PcapHeader();
        foreach (var second in seconds) writer.Record(second, 0, [(byte)second]);
        return writer.ToArray();
    }

    [Fact] public void Files_are_read_in_the_order_of_their_first_packets()
    {
        using var folder = new TemporaryFolder();
        var late = folder.Write("a.pcap", PcapAt(30, 31));
        var empty = folder.Write("b.pcap", PcapAt());
        var early = folder.Write("c.pcapng", new CaptureWriter().Section().Interface().Enhanced(0, 10_000_000, [10]).ToArray());
        var compressed = folder.Write("d.pcap.gz", CaptureReading.Gzip(PcapAt(20)));
        using var set = CaptureFileSet.Open([late, empty, early, compressed]);
        Assert.Equal([early, compressed, late, empty], set.Files.Select(file => file.Path));
        Assert.Equal([CaptureFormat.Pcapng, CaptureFormat.Pcap, CaptureFormat.Pcap, CaptureFormat.Pcap], set.Files.Select(file => file.Format));
        Assert.True(set.Files[1].Compressed);
        Assert.Equal([LinkType.Ethernet, LinkType.Ethernet, LinkType.Ethernet, LinkType.Ethernet], set.Files.Select(file => file.Link!.Value));
        using var source = set.CreateSource();
        Assert.Equal([10, 20, 30, 31], CaptureReading.All(source).Packets.Select(packet => packet.Time.Seconds));
    }

    [Fact] public void A_folder_is_searched_to_the_bottom_and_what_is_no_capture_is_noted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deep/down/b.pcap", PcapAt(2));
        folder.Write("a.pcap", PcapAt(1));
        folder.Write("notes.txt", "not a capture"u8.ToArray());
        folder.Write("rolling.pcap", []);
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "deep", "loop"), folder.Root);
        using var set = CaptureFileSet.Open([folder.Root]);
        Assert.Equal(["a.pcap", "b.pcap"], set.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(["loop", "notes.txt", "rolling.pcap"], set.Notes.Select(note => Path.GetFileName(note[..note.IndexOf(':', StringComparison.Ordinal)])));
        Assert.All(set.Notes, note => Assert.Contains("skipped", note, StringComparison.Ordinal));
    }

    [Fact] public void Every_source_of_a_set_reads_all_of_it_by_itself()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureFileSet.Open([folder.Write("a.pcap", PcapAt(1, 2)), folder.Write("b.pcap", PcapAt(3))]);
        using var one = set.CreateSource();
        using var two = set.CreateSource();
        var batch = new PacketBatch();
        Assert.True(one.Read(batch));
        Assert.Equal(3, CaptureReading.All(two).Packets.Count);
        Assert.True(one.Read(batch));
        Assert.False(one.Read(batch));
        Assert.Equal(3, one.Counters.Packets);
    }

    [Fact] public void Progress_reaches_the_bytes_of_all_files()
    {
        using var folder = new TemporaryFolder();
        var (plain, compressed) = (PcapAt(1, 2), CaptureReading.Gzip(PcapAt(3)));
        using var set = CaptureFileSet.Open([folder.Write("a.pcap", plain), folder.Write("b.pcap.gz", compressed)]);
        using var source = set.CreateSource();
        Assert.Equal(0, source.Position);
        var batch = new PacketBatch();
        Assert.True(source.Read(batch));
        Assert.Equal(plain.Length, source.Position);
        CaptureReading.All(source);
        Assert.Equal(plain.Length + compressed.Length, source.Position);
        Assert.Equal(source.Position, source.TotalBytes);
    }

    [Fact] public void Compressed_members_one_after_the_other_are_one_capture()
    {
        var capture = PcapAt(1, 2, 3);
        var read = CaptureReading.File(CaptureReading.Gzip(capture[..30], capture[30..50], capture[50..]));
        Assert.Equal([1, 2, 3], read.Packets.Select(packet => packet.Time.Seconds));
        Assert.Empty(read.Faults);
    }

    [Fact] public void Standard_input_may_be_compressed_and_has_no_known_length()
    {
        using var set = CaptureFileSet.Open(["-"], new MemoryStream(CaptureReading.Gzip(PcapAt(1, 2))));
        Assert.Null(set.TotalBytes);
        Assert.True(set.OnePass);
        using var source = set.CreateSource();
        Assert.Equal(2, CaptureReading.All(source).Packets.Count);
        Assert.Throws<CaptureException>(() => set.CreateSource());
    }

    [Fact] public async Task A_named_pipe_is_read_as_it_comes()
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Root, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) made.WaitForExit();
        var writer = Task.Run(() => File.WriteAllBytes(pipe, PcapAt(1, 2)));
        Assert.Equal(2, CaptureReading.Paths([pipe]).Packets.Count);
        await writer;
    }

    [Fact] public void A_named_pipe_in_a_folder_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.pcap", PcapAt(1));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder.Root, "pipe")])) made.WaitForExit();
        using var set = CaptureFileSet.Open([folder.Root]);
        Assert.Single(set.Files);
        Assert.Contains("no regular file", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact] public void A_fault_ends_its_file_and_reading_goes_on_with_the_next()
    {
        using var folder = new TemporaryFolder();
        var cut = folder.Write("cut.pcap", PcapAt(1, 2)[..^1]);
        var whole = folder.Write("whole.pcap", PcapAt(3));
        var read = CaptureReading.Paths([whole, cut]);
        Assert.Equal([1, 3], read.Packets.Select(packet => packet.Time.Seconds));
        Assert.Equal(new CaptureFault(cut, 24 + 17, "cut off in a packet"), Assert.Single(read.Faults));
    }

    [Fact] public void A_file_that_vanishes_before_its_turn_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var gone = folder.Write("gone.pcap", PcapAt(1));
        using var set = CaptureFileSet.Open([gone, folder.Write("stays.pcap", PcapAt(2))]);
        File.Delete(gone);
        using var source = set.CreateSource();
        var read = CaptureReading.All(source);
        Assert.Single(read.Packets);
        Assert.Equal(gone, Assert.Single(read.Faults).File);
    }

    [Fact] public void A_file_that_shrinks_between_windows_ends_there()
    {
        using var folder = new TemporaryFolder();
        var writer = new CaptureWriter().PcapHeader();
        for (var i = 0; i < 200; i++) writer.Record(i, 0, new byte[60_000]);               // 12 MB: several windows
        var path = folder.Write("shrinks.pcap", writer.ToArray());
        using var set = CaptureFileSet.Open([path]);
        using var source = set.CreateSource();
        var batch = new PacketBatch();
        Assert.True(source.Read(batch));
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(5_000_000);
        var rest = 0;
        while (source.Read(batch)) rest += batch.Count;
        Assert.InRange(rest + PacketBatch.Capacity, 5_000_000 / 60_016 - 1, 5_000_000 / 60_016);
        Assert.Equal("file shrank while it was read", Assert.Single(source.Faults).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_appended_after_opening_is_left_out_for_every_reader_alike(bool compressed)
    {
        using var folder = new TemporaryFolder();
        var capture = PcapAt(1, 2, 3);
        var path = folder.Write("grows.pcap", compressed ? CaptureReading.Gzip(capture) : capture);
        using var set = CaptureFileSet.Open([path]);
        using (var file = new FileStream(path, FileMode.Append)) file.Write(compressed ? CaptureReading.Gzip(capture[24..]) : capture.AsSpan(24));
        using var source = set.CreateSource();
        var read = CaptureReading.All(source);
        Assert.Equal(3, read.Packets.Count);
        Assert.Empty(read.Faults);
    }

    [Fact] public void A_filter_turns_packets_away_and_they_are_counted()
    {
        using var folder = new TemporaryFolder();
        var read = CaptureReading.Paths([folder.Write("a.pcap", PcapAt(1, 2, 3, 4, 5))], filter: new EvenSeconds());
        Assert.Equal([2, 4], read.Packets.Select(packet => packet.Time.Seconds));
        Assert.Equal(3, read.Counters.FilteredPackets);
    }

    [Fact] public void Reading_allocates_nothing_per_packet()
    {
        using var folder = new TemporaryFolder();
        var writer = new CaptureWriter().PcapHeader();
        for (var i = 0; i < 20_000; i++) writer.Record(i, 0, new byte[60]);
        using var set = CaptureFileSet.Open([folder.Write("a.pcap", writer.ToArray())]);
        var batch = new PacketBatch();
        using var source = set.CreateSource();
        Assert.True(source.Read(batch));
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (source.Read(batch) && source.Counters.Packets < 19_000) continue;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 19_000 / 2);     // the runtime's own for code it compiles anew meanwhile
    }

    [Theory]
    [InlineData("missing.pcap", "no such file or folder")]
    [InlineData("empty.pcap", "empty, no capture")]
    [InlineData("text.txt", "no capture; give a pcap or pcapng file")]
    [InlineData("text.gz", "no capture; give a pcap or pcapng file")]
    [InlineData("zipped.zip", "unpack it with unzip")]
    [InlineData("packed.zst", "unpack it with unzstd")]
    [InlineData("nothing", "a folder without captures; it is empty")]
    [InlineData("texts", "a folder without captures; 1 other files in it")]
    public void What_cannot_be_read_is_told_in_one_line_with_its_mend(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("empty.pcap", []);
        folder.Write("text.txt", "not a capture"u8.ToArray());
        folder.Write("text.gz", CaptureReading.Gzip("not a capture"u8.ToArray()));
        folder.Write("zipped.zip", "PK\u0003\u0004 and more"u8.ToArray());
        folder.Write("packed.zst", [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]);
        folder.Write("texts/text.txt", "not a capture"u8.ToArray());
        Directory.CreateDirectory(Path.Combine(folder.Root, "nothing"));
        var path = Path.Combine(folder.Root, name);
        var fault = Assert.Throws<CaptureException>(() => CaptureFileSet.Open([path]));
        Assert.StartsWith(path + ": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact] public void An_empty_file_among_others_is_noted_and_left_out()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureFileSet.Open([folder.Write("a.pcap", PcapAt(1)), folder.Write("b.pcap", [])]);
        Assert.Single(set.Files);
        Assert.Contains("skipped, empty", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact] public void A_file_named_twice_is_read_once()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureFileSet.Open([folder.Write("a.pcap", PcapAt(1)), folder.Root]);
        Assert.Single(set.Files);
        Assert.Contains("read once", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    private sealed class EvenSeconds : IPacketFilter
    {
        public bool Accepts(in RawPacket packet) => packet.Time.Nanoseconds / Timestamp.NanosecondsPerSecond % 2 == 0;
    }
}
