using System.Buffers.Binary;

namespace NetSensor.Export;

/// <summary>Writes numbers as UTF-8 digits, two at a time.</summary>
internal static class Digits
{
    /// <summary>Most bytes that <see cref="Write(Span{byte}, long)"/> writes: a sign and 19 digits.</summary>
    public const int MaxLength = 20;

    private static readonly ushort[] Pairs = MakePairs();

    /// <summary>Writes a whole number and returns its length; the span must hold <see cref="MaxLength"/> bytes.</summary>
    public static int Write(Span<byte> utf8, long value)
    {
        if (value >= 0) return Write(utf8, (ulong)value);
        utf8[0] = (byte)'-';
        return 1 + Write(utf8[1..], (ulong)-value); // -long.MinValue wraps to the right magnitude
    }

    /// <summary>Writes a whole number and returns its length.</summary>
    public static int Write(Span<byte> utf8, ulong value)
    {
        if (value < 10)
        {
            utf8[0] = (byte)('0' + value);
            return 1;
        }
        var length = Count(value);
        var at = length;
        while (value >= 100) // ends: each turn takes two digits off
        {
            var rest = value / 100;
            at -= 2;
            BinaryPrimitives.WriteUInt16LittleEndian(utf8[at..], Pairs[(int)(value - rest * 100)]);
            value = rest;
        }
        if (value >= 10) BinaryPrimitives.WriteUInt16LittleEndian(utf8, Pairs[(int)value]);
        else utf8[0] = (byte)('0' + value);
        return length;
    }

    /// <summary>Writes a number below a million as exactly six digits.</summary>
    public static void WriteSix(Span<byte> utf8, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(utf8, Pairs[value / 10_000]);
        BinaryPrimitives.WriteUInt16LittleEndian(utf8[2..], Pairs[value / 100 % 100]);
        BinaryPrimitives.WriteUInt16LittleEndian(utf8[4..], Pairs[value % 100]);
    }

    private static int Count(ulong value)
    {
        var count = 1;
        while (value >= 10_000) // ends: each turn takes four digits off
        {
            value /= 10_000;
            count += 4;
        }
        return count + (value >= 1000 ? 3 : value >= 100 ? 2 : value >= 10 ? 1 : 0);
    }

    private static ushort[] MakePairs()
    {
        var pairs = new ushort[100];
        for (var i = 0; i < 100; i++) pairs[i] = (ushort)('0' + i / 10 | ('0' + i % 10) << 8);
        return pairs;
    }
}
