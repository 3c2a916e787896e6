using System.Globalization;

namespace NetSensor.Host.Config;

/// <summary>Spans of time as people write them.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    private const double LongestSeconds = 86_400 * 365.0; // a year: longer is a slip of the unit

    /// <summary>Reads "500ms", "5s", "10m", "2h", "1d", or "0".</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text == "0") return true;
        foreach (var (unit, seconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) continue;
            if (amount * seconds > LongestSeconds) return false;
            span = TimeSpan.FromSeconds(amount * seconds);
            return true;
        }
        return false;
    }
}
