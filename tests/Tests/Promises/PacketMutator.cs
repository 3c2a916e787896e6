using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>Damages captures the way broken taps, wrong clocks and attackers do; the same random numbers give the same damage.</summary>
internal sealed class PacketMutator(Random random)
{
    private const int Headers = 80; // most decisions are taken on the first bytes
    private static readonly ushort[] Lengths = [0, 1, 4, 5, 7, 8, 19, 20, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFF8, 0xFFFF];
    private static readonly TimeSpan[] Jumps = [TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(-7), TimeSpan.FromMinutes(6), TimeSpan.FromDays(-1), TimeSpan.FromDays(400)];

    /// <summary>The packets of a capture, about one in four of them damaged.</summary>
    public List<CapturedPacket> Mutate(IReadOnlyList<CapturedPacket> packets)
    {
        var mutated = new List<CapturedPacket>(packets.Count + 16);
        var drift = TimeSpan.Zero;
        foreach (var packet in packets)
        {
            if (random.Next(64) == 0) drift = random.Next(3) == 0 ? TimeSpan.Zero : Jumps[random.Next(Jumps.Length)];
            var told = packet with { Time = packet.Time + drift };
            var kind = random.Next(32);
            if (kind == 0) continue; // lost
            if (kind < 8) told = Damage(told, packets);
            mutated.Add(told);
            if (kind == 8) mutated.Add(told); // twice
            if (kind == 9 && mutated.Count > 1) (mutated[^1], mutated[^2]) = (mutated[^2], mutated[^1]);
            if (kind == 10) mutated.Add(told with { Time = new Timestamp(random.NextInt64(0, 2L * int.MaxValue) * Timestamp.NanosecondsPerSecond) }); // any time that pcap can tell
        }
        return mutated;
    }

    private CapturedPacket Damage(CapturedPacket packet, IReadOnlyList<CapturedPacket> all)
    {
        var bytes = (byte[])packet.Bytes.Clone();
        if (bytes.Length == 0) return packet;
        switch (random.Next(6))
        {
            case 0: // the snap length cut it
                return packet with { Bytes = bytes[..random.Next(bytes.Length)] };
            case 1: // it is shorter than its headers say
                bytes = bytes[..random.Next(bytes.Length)];
                return packet with { Bytes = bytes, WireLength = bytes.Length };
            case 2: // its end is another's
                var other = all[random.Next(all.Count)].Bytes;
                var from = random.Next(Math.Min(bytes.Length, other.Length) + 1);
                bytes = [.. bytes.AsSpan(0, from), .. other.AsSpan(from)];
                return packet with { Bytes = bytes, WireLength = bytes.Length };
            case 3: // a length, an offset, a type
                var at = random.Next(Math.Min(bytes.Length, random.Next(4) == 0 ? bytes.Length : Headers));
                if (at + 2 <= bytes.Length) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), Lengths[random.Next(Lengths.Length)]);
                return packet with { Bytes = bytes };
            default:
                for (var flips = random.Next(1, 9); flips > 0; flips--)
                    bytes[random.Next(random.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, Headers))] ^= (byte)(1 << random.Next(8));
                return packet with { Bytes = bytes };
        }
    }
}
