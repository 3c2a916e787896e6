using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class CorpusDecodeTests
{
    private static readonly string[] Folders = ["tcpdump", "zeek", "suricata-verify", "flowtest", "arkime", "pcapng-test-generator"];

    [CorpusFact]
    public void No_packet_of_any_capture_throws_or_points_outside()
    {
        var packets = 0L;
        var batch = new PacketBatch();
        foreach (var folder in Folders)
        {
            var root = Path.Combine(Corpus.Folder!, folder);
            if (!Directory.Exists(root)) continue;
            foreach (var file in Directory.EnumerateFiles(root, "*.pcap*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (Open(file) is not { } set) continue;
                using var capture = set;
                using var source = capture.CreateSource();
                while (source.Read(batch))
                {
                    for (var slot = 0; slot < batch.Count; slot++, packets++)
                    {
                        var packet = batch[slot];
                        Invariants.Check(packet.Bytes, packet.Link, packet.WireLength, 0);
                        ShardHash.Of(packet);
                    }
                }
            }
        }
        Assert.True(packets > 10_000, $"only {packets} packets were decoded");
    }

    private static CaptureFileSet? Open(string file)
    {
        try
        {
            return CaptureFileSet.Open([file]);
        }
        catch (CaptureException) // no capture at all: another test's matter
        {
            return null;
        }
    }
}
