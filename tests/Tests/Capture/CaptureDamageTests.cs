using NetSensor.Capture;

namespace NetSensor.Tests.Capture;

/// <summary>Captures that are cut off or mutated: never an exception, never a hang, and what came before the damage is delivered.</summary>
public sealed class CaptureDamageTests
{
    private const int Mutations = 4_000;

    /// <summary>A pcap, and where its records end.</summary>
    private static (byte[] Capture, int[] Ends) Pcap()
    {
        var writer = new CaptureWriter().PcapHeader();
        List<int> ends = [writer.Length];
        for (var i = 1; i <= 4; i++) ends.Add(writer.Record(i, 0, new byte[10 * i]).Length);
        return (writer.ToArray(), [.. ends]);
    }

    /// <summary>A pcapng of every kind of block, and where each packet's block ends.</summary>
    private static (byte[] Capture, int[] Ends, int[] Boundaries) Pcapng()
    {
        var writer = new CaptureWriter();
        List<int> ends = [0];
        List<int> boundaries = [writer.Section().Length, writer.Interface(resolution: 9, offset: 5).Length];
        ends.Add(writer.Enhanced(0, 1, new byte[10]).Length);
        ends.Add(writer.Simple(new byte[21]).Length);
        boundaries.Add(writer.Block(99, new byte[30]).Length);
        ends.Add(writer.Obsolete(0, 1, new byte[30]).Length);
        boundaries.Add(writer.Section().Length);
        return (writer.ToArray(), [.. ends], [.. boundaries, .. ends]);
    }

    [Fact] public void Every_prefix_of_a_pcap_gives_the_packets_before_the_cut()
    {
        var (capture, ends) = Pcap();
        for (var length = 4; length <= capture.Length; length++) AssertPrefix(capture[..length], ends, ends);
    }

    [Fact] public void Every_prefix_of_a_pcapng_gives_the_packets_before_the_cut()
    {
        var (capture, ends, boundaries) = Pcapng();
        for (var length = 4; length <= capture.Length; length++) AssertPrefix(capture[..length], ends, boundaries);
    }

    [Fact] public void A_prefix_too_short_for_a_magic_number_is_no_capture()
    {
        var (capture, _) = Pcap();
        for (var length = 0; length < 4; length++) Assert.Throws<CaptureException>(() => CaptureReading.File(capture[..length]));
    }

    [Fact] public void Every_prefix_of_a_compressed_capture_is_a_fault_or_no_capture()
    {
        foreach (var capture in new[] { Pcap().Capture, Pcapng().Capture })
        {
            var whole = CaptureReading.File(capture).Packets.Count;
            var compressed = CaptureReading.Gzip(capture);
            for (var length = 0; length < compressed.Length; length++)
            {
                try
                {
                    var read = CaptureReading.File(compressed[..length]);
                    Assert.InRange(read.Packets.Count, 0, whole);
                    Assert.Equal("damaged or cut-off gzip data", Assert.Single(read.Faults).Kind);
                }
                catch (CaptureException)
                {
                    // Too little came out of the compressor to tell that it is a capture.
                }
            }
            Assert.Empty(CaptureReading.File(compressed).Faults);
        }
    }

    [Fact] public void Packets_before_a_cut_in_compressed_data_are_delivered()
    {
        var random = new Random(7);
        var writer = new CaptureWriter().PcapHeader();
        for (var i = 0; i < 2_000; i++)
        {
            var packet = new byte[1000];
            random.NextBytes(packet);                           // does not compress: half of the data is half of the packets
            writer.Record(i, 0, packet);
        }
        var compressed = CaptureReading.Gzip(writer.ToArray());
        var read = CaptureReading.File(compressed[..(compressed.Length / 2)]);
        Assert.InRange(read.Packets.Count, 900, 1_000);
        Assert.Equal("damaged or cut-off gzip data", Assert.Single(read.Faults).Kind);
    }

    [Fact] public void Mutated_captures_never_throw_and_never_give_more_than_they_hold()
    {
        var random = new Random(20_240_229);
        byte[][] originals = [Pcap().Capture, Pcapng().Capture, CaptureReading.Gzip(Pcap().Capture), CaptureReading.Gzip(Pcapng().Capture)];
        using var folder = new TemporaryFolder();
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = Mutate(originals[i % originals.Length], random);
            CaptureReading.Result read;
            try
            {
                read = i / originals.Length % 2 == 0 ? CaptureReading.Paths([folder.Write("mutated", mutated)]) : CaptureReading.Trickle(mutated, 37);
            }
            catch (CaptureException)
            {
                continue;                                       // the magic number was hit
            }
            Assert.InRange(read.Faults.Count, 0, 1);
            if (i % originals.Length < 2) Assert.InRange(read.Counters.Bytes, 0, mutated.Length);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        byte[] interesting = [0, 1, 4, 0x7F, 0x80, 0xFF];
        var mutated = (byte[])original.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            mutated[random.Next(mutated.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : interesting[random.Next(interesting.Length)];
        return random.Next(4) == 0 ? mutated[..random.Next(1, mutated.Length)] : mutated;
    }

    private static void AssertPrefix(byte[] prefix, int[] packetEnds, int[] boundaries)
    {
        foreach (var read in new[] { CaptureReading.File(prefix), CaptureReading.StandardInput(prefix) })
        {
            Assert.Equal(packetEnds.Skip(1).Count(end => end <= prefix.Length), read.Packets.Count);
            var lastBoundary = boundaries.Where(end => end <= prefix.Length).DefaultIfEmpty(0).Max();
            if (lastBoundary == prefix.Length) Assert.Empty(read.Faults);
            else Assert.Equal(lastBoundary, Assert.Single(read.Faults).Offset);
        }
    }
}
