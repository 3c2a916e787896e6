namespace NetSensor.Protocols.Asn1;

/// <summary>UTCTime and GeneralizedTime (RFC 5280 §4.1.2.5) as seconds since 1970; zero for what is malformed, as Zeek has it.</summary>
public static class DerTime
{
    private const int PivotYear = 50; // RFC 5280: two-digit years from 50 on are 19xx

    /// <summary>Reads a time value.</summary>
    public static long Seconds(DerTag tag, ReadOnlySpan<byte> text)
    {
        var yearDigits = tag switch { DerTag.UtcTime => 2, DerTag.GeneralizedTime => 4, _ => 0 };
        if (yearDigits == 0 || !TryDigits(ref text, yearDigits, out var year)) return 0;
        if (yearDigits == 2) year += year < PivotYear ? 2000 : 1900;
        if (!TryDigits(ref text, 2, out var month) || !TryDigits(ref text, 2, out var day)) return 0;
        if (!TryDigits(ref text, 2, out var hour) || !TryDigits(ref text, 2, out var minute)) return 0;
        if (month is < 1 or > 12) return 0;
        if (!TryDigits(ref text, 2, out var second)) second = 0;
        SkipFraction(ref text);
        if (!TryZone(text, out var offset)) return 0;
        return DaysSince1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count) return false;
        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit((char)text[i])) return false;
            value = value * 10 + (text[i] - '0');
        }
        text = text[count..];
        return true;
    }

    private static void SkipFraction(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '.') return;
        text = text[1..];
        while (!text.IsEmpty && char.IsAsciiDigit((char)text[0])) text = text[1..]; // ends: each turn takes a digit
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out int offset)
    {
        offset = 0;
        if (text.IsEmpty) return false;
        var sign = text[0];
        if (sign == 'Z') return true;
        if (sign is not ((byte)'+' or (byte)'-')) return false;
        text = text[1..];
        if (!TryDigits(ref text, 2, out var hours) || !TryDigits(ref text, 2, out var minutes)) return false;
        offset = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
        return true;
    }

    // Counts days in a calendar that starts its years in March, so that the leap day comes last.
    private static long DaysSince1970(int year, int month, int day)
    {
        if (month <= 2) year--;
        var era = Math.DivRem(year, 400, out var yearOfEra);
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097L + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
