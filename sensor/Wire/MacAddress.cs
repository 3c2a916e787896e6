namespace NetSensor.Wire;

/// <summary>An IEEE 802 address (EUI-48), first octet in bits 40–47 of <paramref name="Value"/>; zero means none was seen.</summary>
public readonly record struct MacAddress(ulong Value)
{
    /// <summary>Whether an address was seen at all.</summary>
    public bool IsKnown => Value != 0;

    /// <summary>Whether the second lowest bit of the first octet says "locally administered" (randomised, virtual).</summary>
    public bool IsLocallyAdministered => (Value & 0x0200_0000_0000) != 0;

    /// <summary>Whether the lowest bit of the first octet says "group" (multicast and broadcast).</summary>
    public bool IsGroup => (Value & 0x0100_0000_0000) != 0;

    /// <summary>Reads six bytes in transmission order.</summary>
    public static MacAddress From(ReadOnlySpan<byte> bytes) =>
        new(((ulong)bytes[0] << 40) | ((ulong)bytes[1] << 32) | ((ulong)bytes[2] << 24) | ((ulong)bytes[3] << 16) | ((ulong)bytes[4] << 8) | bytes[5]);

    /// <summary>Reads twelve hexadecimal digits, of either case, with or without ':', '-' and '.' between them.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        const int hexDigits = 12;
        address = default;
        var (value, digits) = (0UL, 0);
        foreach (var letter in text)
        {
            if (letter is ':' or '-' or '.') continue;
            if (!char.IsAsciiHexDigit(letter) || ++digits > hexDigits) return false;
            value = (value << 4) | (uint)HexValue(letter);
        }
        address = new MacAddress(value);
        return digits == hexDigits;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10;

    /// <summary>Writes "aa:bb:cc:dd:ee:ff" as UTF-8, 17 bytes.</summary>
    public bool TryFormat(Span<byte> utf8, out int written)
    {
        written = 0;
        if (utf8.Length < 17) return false;
        var digits = "0123456789abcdef"u8;
        utf8[16] = digits[(int)Value & 15]; // the last first: proves the length to the compiler
        for (var shift = 44; shift >= 4; shift -= 4)
        {
            utf8[written++] = digits[(int)(Value >> shift) & 15];
            if ((shift & 7) == 0) utf8[written++] = (byte)':';
        }
        written = 17;
        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => TableHash.Of(Value, 0);

    /// <summary>"aa:bb:cc:dd:ee:ff".</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[17];
        TryFormat(text, out _);
        return System.Text.Encoding.ASCII.GetString(text);
    }
}
