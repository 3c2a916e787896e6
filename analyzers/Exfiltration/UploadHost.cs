using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What is known of a host: how much it sends out, where it goes, and what it fetched from shares.</summary>
internal sealed class UploadHost(IpAddr address) : IKept
{
    private const int HoursKept = 168;        // a week of hours
    private const int DaysKept = 30;
    private const int DestinationsKept = 256; // the newest; what is older counts as new
    private static readonly TimeSpan PullHalfLife = TimeSpan.FromHours(12); // what was gathered in the morning leaves by night

    public IpAddr Address { get; } = address;
    public UploadHabits Hours { get; } = new(HoursKept);
    public UploadHabits Days { get; } = new(DaysKept);
    public RecentNumbers Destinations { get; } = new(DestinationsKept);
    public long Hour { get; set; } = -1;
    public long HourOut { get; set; }
    public long DayOut { get; set; }
    public Timestamp Last { get; private set; }
    public bool IsUnsaved { get; set; }

    /// <summary>Whether much of it changed since it was saved: an hour was over, or a large upload went out.</summary>
    public bool HasNews { get; set; }

    private DecayedCount _pulled;

    /// <summary>Counts what left; hours and days that are over become habits, and then it is true.</summary>
    public bool Send(long bytes, Timestamp now)
    {
        Last = Timestamp.Max(Last, now);
        var hour = UploadClock.HourOf(now);
        var isOver = hour > Hour;
        if (isOver)
        {
            if (Hour >= 0) Hours.Add(HourOut);
            if (Hour >= 0 && UploadClock.DayOfHour(hour) > UploadClock.DayOfHour(Hour))
            {
                Days.Add(DayOut);
                DayOut = 0;
            }
            (Hour, HourOut) = (hour, 0);
        }
        HourOut += bytes;
        DayOut += bytes;
        return isOver;
    }

    /// <summary>The host as it is kept; nothing of it is news then.</summary>
    public KeptUploads Keep()
    {
        HasNews = false;
        return new KeptUploads([.. Hours.Values], [.. Days.Values], Hour, HourOut, DayOut, Destinations.Values.ToArray());
    }

    /// <summary>Takes back what was kept, but for its destinations, which are known by their visitors as well.</summary>
    public void Recall(KeptUploads kept)
    {
        foreach (var hour in kept.Hours) Hours.Add(hour);
        foreach (var day in kept.Days) Days.Add(day);
        (Hour, HourOut, DayOut) = (kept.Hour, kept.HourOut, kept.DayOut);
    }

    /// <summary>Counts what it fetched from a share of another host.</summary>
    public void Pull(long bytes, Timestamp now) => _pulled = _pulled.Plus(bytes, now, PullHalfLife);

    /// <summary>What it fetched from shares lately; half of it counts after half a day.</summary>
    public double PulledLately(Timestamp now) => _pulled.WeightAt(now, PullHalfLife);
}
