using System.Globalization;

namespace NetSensor.Host.Config;

/// <summary>Spans of time as people write them.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    private const double LongestSeconds = 1e10; // far beyond what any setting allows, and well within what a TimeSpan holds

    /// <summary>Reads "500ms", "5s", "10m", "2h", "1d", or "0"; a sign is read too, so that what is wrong can be told.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text == "0") return true;
        foreach (var (unit, seconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) continue;
            if (!(Math.Abs(amount * seconds) <= LongestSeconds)) return false;
            span = TimeSpan.FromSeconds(amount * seconds);
            return true;
        }
        return false;
    }

    /// <summary>Writes a span in the largest unit that holds it in whole numbers.</summary>
    public static string Write(TimeSpan span)
    {
        if (span == TimeSpan.Zero) return "0";
        foreach (var (unit, seconds) in Units.Reverse())
            if (Math.Abs(span.TotalSeconds / seconds % 1) < 1e-9) return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalSeconds / seconds)}{unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds}s");
    }
}
