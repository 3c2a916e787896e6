namespace NetSensor.Events.Naming;

/// <summary>Writes 96 bits of a flow's hash as Zeek writes its uids: "C" and 17 digits of base 62, the lowest first.</summary>
internal static class FlowUid
{
    /// <summary>Characters of every uid: 17 digits hold 101 bits.</summary>
    public const int Length = 1 + Digits;

    private const int Digits = 17;
    private const int DigitsAtOnce = 5;
    private const uint FiveDigits = 62 * 62 * 62 * 62 * 62; // below 2³², so that a remainder and the next 32 bits divide as one 64-bit number

    private static ReadOnlySpan<byte> Alphabet => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    /// <summary>Writes the uid of these upper 64 and lower 32 bits.</summary>
    public static void Write(ulong high, uint low, Span<byte> utf8)
    {
        utf8[0] = (byte)'C';
        var digits = utf8.Slice(1, Digits);
        while (!digits.IsEmpty) // ends: each turn writes a digit at least
        {
            var five = (uint)DivideByFiveDigits(ref high, ref low);
            var count = Math.Min(DigitsAtOnce, digits.Length);
            for (var i = 0; i < count; i++)
            {
                digits[i] = Alphabet[(int)(five % 62)];
                five /= 62;
            }
            digits = digits[count..];
        }
    }

    /// <summary>Divides the 96 bits, 32 at a time, and returns the remainder.</summary>
    private static ulong DivideByFiveDigits(ref ulong high, ref uint low)
    {
        var (upper, rest) = Math.DivRem(high >> 32, FiveDigits);
        (var middle, rest) = Math.DivRem((rest << 32) | (uint)high, FiveDigits);
        (var lower, rest) = Math.DivRem((rest << 32) | low, FiveDigits);
        (high, low) = ((upper << 32) | middle, (uint)lower);
        return rest;
    }
}
