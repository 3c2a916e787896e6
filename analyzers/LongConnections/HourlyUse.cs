using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>How long a destination was connected to, and how often, in each of the last 24 hours.</summary>
public sealed class HourlyUse
{
    /// <summary>Hours remembered.</summary>
    public const int Hours = 24;
    private const int SecondsPerHour = 3600;

    private readonly float[] _open = new float[Hours];
    private readonly int[] _begun = new int[Hours];
    private long _newest = long.MinValue; // hours since 1970; slots of older ones than a day ago are cleared on the way

    /// <summary>Time open within the last 24 hours; connections at the same time count once an hour is full.</summary>
    public TimeSpan Open
    {
        get
        {
            var sum = 0.0; // asked after each connection of a pair that lasts
            foreach (var seconds in _open) sum += Math.Min(seconds, SecondsPerHour);
            return TimeSpan.FromSeconds((float)sum);
        }
    }

    /// <summary>Connections begun within the last 24 hours.</summary>
    public long Begun
    {
        get
        {
            var sum = 0L;
            foreach (var count in _begun) sum += count;
            return sum;
        }
    }

    /// <summary>A connection was open from here to there.</summary>
    public void AddOpen(Timestamp from, Timestamp to)
    {
        Advance(HourOf(to));
        var oldest = _newest - Hours + 1;
        for (var hour = Math.Max(HourOf(from), oldest); hour <= _newest; hour++) // ends: at most a day of hours
        {
            var begin = Timestamp.Max(from, Timestamp.FromUnix(hour * SecondsPerHour));
            var end = Timestamp.FromUnix((hour + 1) * SecondsPerHour) is var full && full < to ? full : to;
            if (end > begin) _open[Slot(hour)] += (float)(end - begin).TotalSeconds;
        }
    }

    /// <summary>A connection began.</summary>
    public void AddBegun(Timestamp at)
    {
        var hour = HourOf(at);
        Advance(hour);
        if (hour > _newest - Hours) _begun[Slot(hour)]++;
    }

    private void Advance(long hour)
    {
        if (hour <= _newest) return;
        var first = Math.Max(_newest == long.MinValue ? hour : _newest + 1, hour - Hours + 1);
        for (var passed = first; passed <= hour; passed++) (_open[Slot(passed)], _begun[Slot(passed)]) = (0, 0); // ends: at most a day of hours
        _newest = hour;
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptHours Keep() => new(_newest, [.. _open], [.. _begun]);

    /// <summary>The hours again.</summary>
    /// <exception cref="ArgumentException">They are not those of a day.</exception>
    public static HourlyUse Again(KeptHours kept)
    {
        if (kept.Open.Count != Hours || kept.Begun.Count != Hours) throw new ArgumentException("not the hours of a day");
        var use = new HourlyUse { _newest = kept.Newest };
        for (var hour = 0; hour < Hours; hour++) (use._open[hour], use._begun[hour]) = (kept.Open[hour], kept.Begun[hour]);
        return use;
    }

    private static long HourOf(Timestamp at) => (long)Math.Floor(at.Seconds / SecondsPerHour);

    private static int Slot(long hour) => (int)(((hour % Hours) + Hours) % Hours);
}
