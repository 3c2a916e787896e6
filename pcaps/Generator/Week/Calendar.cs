using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>The week: seven days from a Monday, 00:00 UTC, which is the office's own time as well.</summary>
public static class Calendar
{
    /// <summary>Monday, 21 September 2026.</summary>
    public static readonly Timestamp Begin = Timestamp.FromUnix(1_789_948_800);

    /// <summary>The end of the week.</summary>
    public static readonly Timestamp End = Begin + TimeSpan.FromDays(7);

    /// <summary>A moment by day (0 is Monday) and hour.</summary>
    public static Timestamp At(int day, double hour) => Begin + TimeSpan.FromDays(day) + TimeSpan.FromHours(hour);
}
