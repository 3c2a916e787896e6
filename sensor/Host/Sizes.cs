using System.Globalization;
using NetSensor.Wire;

namespace NetSensor.Host;

/// <summary>Amounts as people read them.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>"1.2 MB", in powers of a thousand.</summary>
    public static string Bytes(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        for (; amount >= 999.5 && unit < Units.Length - 1; unit++) amount /= 1000;
        return unit == 0 ? $"{bytes} B" : amount.ToString(amount < 9.995 ? "F2" : amount < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>"12,345".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-22 04:38:01", in UTC.</summary>
    public static string Moment(Timestamp time) => time.ToString()[..19].Replace('T', ' ');

    /// <summary>"2 d 3 h", "3 h 4 min", "4 min 5 s", "5.123 s": the two largest units.</summary>
    public static string Duration(TimeSpan span)
    {
        if (span.TotalDays >= 1) return $"{(long)span.TotalDays} d {span.Hours} h";
        if (span.TotalHours >= 1) return $"{span.Hours} h {span.Minutes} min";
        if (span.TotalMinutes >= 1) return $"{span.Minutes} min {span.Seconds} s";
        return span.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture) + " s";
    }
}
