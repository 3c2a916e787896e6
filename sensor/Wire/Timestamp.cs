using System.Globalization;

namespace NetSensor.Wire;

/// <summary>A moment on the packets' own clock, in nanoseconds since 1970-01-01T00:00:00Z.</summary>
public readonly record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    /// <summary>Nanoseconds in a second.</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The earliest moment that can be told.</summary>
    public static readonly Timestamp MinValue = new(long.MinValue);

    /// <summary>Seconds since the epoch; exact to about a quarter of a microsecond for present-day times.</summary>
    public double Seconds => Nanoseconds / (double)NanosecondsPerSecond;

    /// <summary>A timestamp from whole seconds and nanoseconds within the second.</summary>
    public static Timestamp FromUnix(long seconds, long nanoseconds = 0) => new(seconds * NanosecondsPerSecond + nanoseconds);

    /// <summary>A timestamp from seconds since the epoch.</summary>
    public static Timestamp FromSeconds(double seconds) => new((long)Math.Round(seconds * NanosecondsPerSecond));

    /// <summary>The later of two moments.</summary>
    public static Timestamp Max(Timestamp a, Timestamp b) => a.Nanoseconds >= b.Nanoseconds ? a : b;

    /// <summary>The time from <paramref name="right"/> to <paramref name="left"/>, cut to 100 ns.</summary>
    public static TimeSpan operator -(Timestamp left, Timestamp right) => TimeSpan.FromTicks((left.Nanoseconds - right.Nanoseconds) / 100);

    /// <summary>The moment that lies <paramref name="span"/> later.</summary>
    public static Timestamp operator +(Timestamp time, TimeSpan span) => new(time.Nanoseconds + span.Ticks * 100);

    /// <summary>The moment that lies <paramref name="span"/> earlier.</summary>
    public static Timestamp operator -(Timestamp time, TimeSpan span) => new(time.Nanoseconds - span.Ticks * 100);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Later than.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>ISO 8601 in UTC with nanoseconds.</summary>
    public override string ToString()
    {
        var (seconds, nanoseconds) = Math.DivRem(Nanoseconds, NanosecondsPerSecond);
        if (nanoseconds < 0) (seconds, nanoseconds) = (seconds - 1, nanoseconds + NanosecondsPerSecond);
        return DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799))
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
            + "." + nanoseconds.ToString("D9", CultureInfo.InvariantCulture) + "Z";
    }
}
