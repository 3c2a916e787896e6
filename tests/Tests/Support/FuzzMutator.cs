using System.Buffers.Binary;

namespace NetSensor.Tests.Support;

/// <summary>Damages messages the way the wire and attackers do; the same random numbers give the same damage.</summary>
public sealed class FuzzMutator(Random random)
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff, (byte)'\r', (byte)'\n', (byte)' ', 0xc0, 0x30, 0x16];

    private const int LongestMessage = 4096;               // larger ones repeat what smaller ones show, and cost time

    /// <summary>A message made from the seed, with one to four faults; <paramref name="other"/> lends parts.</summary>
    public byte[] Mutate(byte[] seed, byte[] other)
    {
        var bytes = (byte[])seed.Clone();
        for (var faults = random.Next(1, 5); faults > 0; faults--) bytes = MutateOnce(bytes, other);
        return bytes.Length > LongestMessage ? bytes[..LongestMessage] : bytes;
    }

    private byte[] MutateOnce(byte[] bytes, byte[] other)
    {
        if (bytes.Length == 0) return [(byte)random.Next(256)];
        var at = random.Next(bytes.Length);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = Telling[random.Next(Telling.Length)];
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return bytes[at..];
            case 5:
                EditLength(bytes.AsSpan(at));
                return bytes;
            case 6:
                return Splice(bytes, at, other);
            case 7:
                return Repeat(bytes, at);
            default:
                var end = random.Next(at, bytes.Length);
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(end)];
        }
    }

    /// <summary>Numbers that look like lengths become zero, one off, enormous, or negative.</summary>
    private void EditLength(Span<byte> at)
    {
        uint[] values = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
        var value = values[random.Next(values.Length)];
        var step = (uint)random.Next(-2, 3);
        switch (random.Next(4))
        {
            case 0 when at.Length >= 2:
                BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)(random.Next(2) == 0 ? value : BinaryPrimitives.ReadUInt16BigEndian(at) + step));
                break;
            case 1 when at.Length >= 4:
                BinaryPrimitives.WriteUInt32BigEndian(at, random.Next(2) == 0 ? value : BinaryPrimitives.ReadUInt32BigEndian(at) + step);
                break;
            case 2 when at.Length >= 4:
                BinaryPrimitives.WriteUInt32LittleEndian(at, random.Next(2) == 0 ? value : BinaryPrimitives.ReadUInt32LittleEndian(at) + step);
                break;
            default:
                at[0] = random.Next(2) == 0 ? (byte)value : (byte)(at[0] + step);
                break;
        }
    }

    private byte[] Splice(byte[] bytes, int at, byte[] other)
    {
        var from = random.Next(other.Length + 1);
        return [.. bytes.AsSpan(0, at), .. other.AsSpan(from)];
    }

    private byte[] Repeat(byte[] bytes, int at)
    {
        var part = bytes.AsSpan(at, random.Next(1, Math.Min(64, bytes.Length - at) + 1));
        var times = random.Next(1, random.Next(8) == 0 ? 200 : 8);
        var repeated = new byte[part.Length * times];
        for (var copy = 0; copy < times; copy++) part.CopyTo(repeated.AsSpan(copy * part.Length));
        return [.. bytes.AsSpan(0, at), .. repeated, .. bytes.AsSpan(at)];
    }
}
