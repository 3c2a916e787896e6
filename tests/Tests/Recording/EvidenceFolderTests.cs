using System.Security.Cryptography;
using NetSensor.Recording;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

public sealed class EvidenceFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-evidence-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_has_the_packets_of_its_finding_and_no_others()
    {
        var folder = Folder(new EvidenceOptions { After = TimeSpan.FromSeconds(10) });
        Save(folder, collector =>
        {
            collector.Offer(Frames.Udp(1, 2).At(-1)); // before it began
            collector.Offer(Frames.Udp(1, 2).At(1));
            collector.Offer(Frames.Udp(1, 3).At(2));  // another pair
            collector.Offer(Frames.Udp(2, 1).At(3));
            collector.Offer(OtherPort().At(4));
            collector.Offer(Frames.Udp(1, 2).At(105)); // after it was told
            collector.Offer(Frames.Udp(1, 2).At(111)); // long after
        });
        Assert.Equal([1, 3, 105], Proofs.Read(Path.Combine(_folder, "f1-1.pcapng")).Seconds);
    }

    [Fact]
    public void Packets_within_tunnels_are_found()
    {
        var outer = Frames.Udp(8, 9, 14 + 20 + 20 + 80);
        outer[14 + 9] = 4; // IP in IP
        Frames.Udp(1, 2, 14 + 20 + 80).AsSpan(14).CopyTo(outer.AsSpan(34));
        var folder = Folder(new EvidenceOptions());
        Save(folder, collector => collector.Offer(outer.At(1)));
        Assert.Single(Proofs.Read(Path.Combine(_folder, "f1-1.pcapng")).Seconds);
    }

    [Fact]
    public void Of_too_many_packets_the_first_and_the_last_are_kept()
    {
        var folder = Folder(new EvidenceOptions { MaxMibPerFinding = 1 });
        Save(folder, collector =>
        {
            for (var i = 0; i < 5_000; i++) collector.Offer(Frames.Udp(1, 2, 1000).At(i / 100.0));
        });
        var seconds = Proofs.Read(Path.Combine(_folder, "f1-1.pcapng")).Seconds;
        Assert.Equal(0, seconds[0]);
        Assert.Equal(49.99, seconds[^1], 3);
        var line = Assert.Single(Proofs.Manifest(_folder));
        Assert.Equal(5_000, seconds.Count + line.GetProperty("left_out").GetInt64());
        Assert.InRange(new FileInfo(Path.Combine(_folder, "f1-1.pcapng")).Length, 900_000, (1 << 20) + 2_000);
    }

    [Fact]
    public void The_list_names_each_file_with_its_hash()
    {
        var folder = Folder(new EvidenceOptions());
        Save(folder, collector => collector.Offer(Frames.Udp(1, 2).At(1)));
        var line = Assert.Single(Proofs.Manifest(_folder));
        Assert.Equal("f1-1.pcapng", line.GetProperty("file").GetString());
        Assert.Equal("f1", line.GetProperty("finding").GetString());
        var bytes = File.ReadAllBytes(Path.Combine(_folder, "f1-1.pcapng"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), line.GetProperty("sha256").GetString());
        Assert.Equal(bytes.Length, line.GetProperty("bytes").GetInt64());
        Assert.Equal(1, line.GetProperty("packets").GetInt64());
    }

    [Fact]
    public void A_finding_without_packets_leaves_no_file()
    {
        var folder = Folder(new EvidenceOptions());
        Save(folder, _ => { });
        Assert.Empty(Proofs.Files(_folder));
        Assert.Equal(1, folder.Counters.Empty);
    }

    [Fact]
    public void What_an_interrupted_run_left_unfinished_goes()
    {
        File.WriteAllText(Path.Combine(_folder, "f0-1.pcapng.part"), "half");
        Folder(new EvidenceOptions());
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.part"));
    }

    [Fact]
    public void Old_files_are_removed_by_age_and_the_oldest_by_size()
    {
        var now = new DateTimeOffset(2026, 9, 22, 12, 0, 0, TimeSpan.Zero);
        for (var age = 1; age <= 5; age++)
        {
            var file = Path.Combine(_folder, $"f{age}-1.pcapng");
            File.WriteAllBytes(file, new byte[600 << 10]);
            File.SetLastWriteTimeUtc(file, now.UtcDateTime - TimeSpan.FromDays(age));
        }
        var folder = Folder(new EvidenceOptions { Keep = TimeSpan.FromDays(4.5), KeepMib = 2 });
        folder.RemoveOld(now);
        Assert.Equal(["f1-1.pcapng", "f2-1.pcapng", "f3-1.pcapng"], Proofs.Files(_folder));
        Assert.Equal(2, folder.Counters.Removed);
    }

    [Fact]
    public void Other_tools_read_the_files_with_their_comments()
    {
        var folder = Folder(new EvidenceOptions());
        Save(folder, collector =>
        {
            collector.Offer(Frames.Udp(1, 2).At(0.000_000_001));
            collector.Offer(new RawPacket(Frames.Start + TimeSpan.FromSeconds(2), LinkType.Raw, 5_000, Frames.Udp(2, 1).AsSpan(14))); // a second link type, cut
        });
        if (TsharkFields.Read(Path.Combine(_folder, "f1-1.pcapng"), "frame.time_epoch", "frame.len", "frame.cap_len", "ip.src") is not { } rows) return; // tshark is not here
        Assert.Equal(["1790000000.000000001", "1790000002.000000000"], rows.Select(row => row["frame.time_epoch"].Single()));
        Assert.Equal(["100", "5000"], rows.Select(row => row["frame.len"].Single()));
        Assert.Equal(["100", "86"], rows.Select(row => row["frame.cap_len"].Single()));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], rows.Select(row => row["ip.src"].Single()));
    }

    private static byte[] OtherPort()
    {
        var frame = Frames.Udp(1, 2);
        frame[14 + 20 + 3] = 54;
        return frame;
    }

    private EvidenceFolder Folder(EvidenceOptions options)
    {
        var folder = new EvidenceFolder(_folder, options, "NetSensor test");
        folder.Prepare();
        return folder;
    }

    private static void Save(EvidenceFolder folder, Action<EvidenceCollector> offer)
    {
        using var collector = folder.Collect([new EvidenceRequest(Proofs.Finding(), folder.Options.After)]);
        offer(collector);
        folder.Finish(collector);
    }
}
