using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Hours and days since 1970, UTC.</summary>
internal static class UploadClock
{
    private const long HourSeconds = 3600;
    private const int DayHours = 24;

    public static long HourOf(Timestamp time) => time.Nanoseconds / (HourSeconds * Timestamp.NanosecondsPerSecond);

    public static int DayOfHour(long hour) => (int)(hour / DayHours);

    public static int DayOf(Timestamp time) => DayOfHour(HourOf(time));
}
