using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>What a thing sends outside in an hour, against the largest hour so far.</summary>
internal sealed class UploadHours
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The largest hour that is over, in bytes.</summary>
    public long Largest { get; set; }

    /// <summary>Bytes of the hour that goes on.</summary>
    public long Current { get; private set; }

    /// <summary>When that hour began.</summary>
    public Timestamp Began { get; private set; }

    /// <summary>Adds what was sent.</summary>
    public void Add(long bytes, Timestamp now)
    {
        if (now - Began >= Hour)
        {
            Largest = Math.Max(Largest, Current);
            (Current, Began) = (0, now);
        }
        Current += bytes;
    }
}
