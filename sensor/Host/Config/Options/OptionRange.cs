using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace NetSensor.Host.Config;

/// <summary>
/// What numbers and times an option may have: what its <see cref="RangeAttribute"/> says, or else what its kind says. Beyond, the sensor would not run,
/// would not end, or would not fit into any memory.
/// </summary>
internal sealed class OptionRange
{
    private const double MostOfAnything = 100_000_000; // of entries of 100 bytes: 10 GB

    private const double MostOfScore = 100; // risks and confidences

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365); // longer is a slip of the unit

    private readonly double _least, _most; // times in seconds
    private readonly bool _zeroIsNone;
    private readonly Func<double, string> _write;

    /// <summary>The range of this option.</summary>
    /// <param name="option">A property of type int, long, double or TimeSpan.</param>
    /// <param name="standard">What holds when nobody says: always allowed, so that a zero outside of the range means "none".</param>
    public OptionRange(PropertyInfo option, object standard)
    {
        var type = option.PropertyType;
        _write = type == typeof(TimeSpan) ? seconds => Durations.Write(TimeSpan.FromSeconds(seconds)) : number => number.ToString(CultureInfo.InvariantCulture);
        var usual = Number(standard);
        (_least, _most) = option.GetCustomAttribute<RangeAttribute>() is { } given ? (Number(given.Minimum, type), Number(given.Maximum, type))
            : type == typeof(TimeSpan) ? (Shortest.TotalSeconds, Longest.TotalSeconds)
            : option.Name.EndsWith("Risk", StringComparison.Ordinal) || option.Name.EndsWith("Confidence", StringComparison.Ordinal) ? (0, MostOfScore)
            : type == typeof(double) && usual is >= 0 and <= 1 ? (0, 1) // a share, a chance, a score
            : (Math.Min(usual, 1), MostOfAnything);
        _zeroIsNone = usual == 0 && _least > 0;
    }

    /// <summary>In words: "1 to 100", "0 (none) and 1s to 365d".</summary>
    public override string ToString() => (_zeroIsNone ? "0 (none) and " : "") + $"{_write(_least)} to {_write(_most)}";

    /// <summary>Whether the value lies within.</summary>
    public bool Allows(object value) => Number(value) is var number && ((number >= _least && number <= _most) || (_zeroIsNone && number == 0));

    private static double Number(object value) => value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static double Number(object bound, Type type) =>
        type == typeof(TimeSpan) ? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture).TotalSeconds : Number(bound);
}
