using System.Buffers.Binary;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>Damaged captures read the same with any number of workers, too: what is odd may lie inside tunnels, and clocks may jump.</summary>
[Collection(HeavyCollection.Name)]
public sealed class DamagedOutputTests
{
    private const int Packets = 2_000;
    private const int EveryWhich = 2; // of the public captures; all of them are read undamaged

    [Fact]
    public void Our_captures_damaged_read_the_same_with_1_and_3_workers()
    {
        var captures = Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "pcaps"), "*.pcap").Order(StringComparer.Ordinal);
        Watched.ForEach([.. captures.SelectMany(capture => Enumerable.Range(0, 4).Select(seed => (capture, seed)))], Name, Difference);
    }

    [CorpusFact]
    public void Public_captures_damaged_read_the_same_with_1_and_3_workers() =>
        Watched.ForEach([.. CorpusCaptures.All.Where((_, index) => index % EveryWhich == 0).Select((capture, index) => (capture, index))], Name, Difference);

    private static string Name((string Capture, int Seed) run) => $"{run.Capture} with seed {run.Seed}";

    private static string? Difference((string Capture, int Seed) run)
    {
        var packets = CapturedPacket.Read(run.Capture, Packets);
        var mutated = new PacketMutator(new Random(run.Seed)).Mutate(packets);
        if (mutated.Count == 0) return null;
        using var folder = new TemporaryFolder();
        var path = folder.Write("damaged.pcap", Pcap(mutated));
        return Replayed.With(1, path).DifferenceFrom(Replayed.With(3, path));
    }

    /// <summary>A pcap file with nanoseconds; packets of another link type than the first are left out.</summary>
    private static byte[] Pcap(List<CapturedPacket> packets)
    {
        var link = packets[0].Link;
        using var file = new MemoryStream();
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B23C4D);
        header[4] = 2; // version 2.4
        header[6] = 4;
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 262_144);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)link);
        file.Write(header);
        foreach (var packet in packets.Where(packet => packet.Link == link))
        {
            var (seconds, nanoseconds) = Math.DivRem(Math.Max(0, packet.Time.Nanoseconds), Timestamp.NanosecondsPerSecond);
            BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)seconds);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)nanoseconds);
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], packet.Bytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.WireLength);
            file.Write(header[..16]);
            file.Write(packet.Bytes);
        }
        return file.ToArray();
    }
}
