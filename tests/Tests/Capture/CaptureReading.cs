using System.IO.Compression;
using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Wire;

namespace NetSensor.Tests.Capture;

/// <summary>Reads captures to their end, as the sensor does, and keeps what came out.</summary>
internal static class CaptureReading
{
    public sealed record Packet(Timestamp Time, LinkType Link, int WireLength, byte[] Bytes);

    public sealed record Result(List<Packet> Packets, IReadOnlyList<CaptureFault> Faults, CaptureCounters Counters);

    /// <summary>Reads bytes as a file, mapped.</summary>
    public static Result File(byte[] capture)
    {
        using var folder = new TemporaryFolder();
        return Paths([folder.Write("test.pcap", capture)]);
    }

    /// <summary>Reads bytes as standard input.</summary>
    public static Result StandardInput(byte[] capture) => Paths(["-"], new MemoryStream(capture));

    /// <summary>Reads bytes as a pipe that hands out few bytes at a time.</summary>
    public static Result Trickle(byte[] capture, int atOnce) => Paths(["-"], new TricklingStream(capture, atOnce));

    public static Result Paths(string[] paths, Stream? standardInput = null, IPacketFilter? filter = null)
    {
        using var set = CaptureFileSet.Open(paths, standardInput);
        using var source = set.CreateSource(filter);
        return All(source);
    }

    public static Result All(CaptureFileSource source)
    {
        var packets = new List<Packet>();
        var batch = new PacketBatch();
        while (source.Read(batch))
        {
            Assert.InRange(batch.Count, 1, PacketBatch.Capacity);
            for (var i = 0; i < batch.Count; i++)
            {
                var packet = batch[i];
                packets.Add(new Packet(packet.Time, packet.Link, packet.WireLength, packet.Bytes.ToArray()));
            }
        }
        Assert.False(source.Read(batch));
        return new Result(packets, source.Faults, source.Counters);
    }

    public static byte[] Gzip(params byte[][] members)
    {
        var compressed = new MemoryStream();
        foreach (var member in members)
            using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(member);
        return compressed.ToArray();
    }

    private sealed class TricklingStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
    }
}
