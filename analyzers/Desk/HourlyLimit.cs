using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Desk;

/// <summary>So many tellings an hour for each key, on the packet clock. High and critical ones have as many of their own: a flood of low ones must not hide them.</summary>
internal sealed class HourlyLimit(int most, int keys)
{
    private const long NanosecondsPerHour = 3600 * Timestamp.NanosecondsPerSecond;

    private readonly BoundedMap<(string Key, bool IsUrgent), Hour> _hours = new(keys);

    private sealed class Hour
    {
        public long Number;
        public int Told;
    }

    /// <summary>Counts one more; false when this hour's are used up.</summary>
    public bool Allows(string key, Severity severity, Timestamp now)
    {
        var hour = _hours.GetOrAdd((key, severity >= Severity.High), static _ => new Hour());
        var number = now.Nanoseconds / NanosecondsPerHour;
        if (hour.Number != number) (hour.Number, hour.Told) = (number, 0);
        if (hour.Told >= most) return false;
        hour.Told++;
        return true;
    }
}
