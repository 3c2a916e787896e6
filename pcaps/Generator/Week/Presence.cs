using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>When a machine is on and in the network.</summary>
public sealed class Presence
{
    private readonly (Timestamp From, Timestamp To)[] _spans;

    private Presence((Timestamp, Timestamp)[] spans) => _spans = spans;

    /// <summary>All week.</summary>
    public static Presence Always { get; } = new([(Calendar.Begin, Calendar.End)]);

    /// <summary>From a moment on.</summary>
    public static Presence From(Timestamp moment) => new([(moment, Calendar.End)]);

    /// <summary>The spans, in order.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Spans => _spans;

    /// <summary>A laptop, or whoever carries it: comes in the morning, sleeps at lunch at times, goes home; one in ten works on Saturday.</summary>
    public static Presence OfficeHours(Random chance, bool sleepsAtLunch)
    {
        var spans = new List<(Timestamp, Timestamp)>();
        var (comes, goes) = (7.5 + 2 * chance.NextDouble(), 16 + 2.5 * chance.NextDouble());
        var days = chance.Happens(0.1) ? 6 : 5;
        for (var day = 0; day < days; day++)
        {
            if (chance.Happens(0.04)) continue;                             // ill, or elsewhere
            var from = Calendar.At(day, comes + 0.7 * chance.NextDouble());
            var to = Calendar.At(day, goes + 1.2 * chance.NextDouble());
            if (sleepsAtLunch && chance.Happens(0.6))
            {
                var lunch = Calendar.At(day, 12 + 0.7 * chance.NextDouble());
                spans.Add((from, lunch));
                spans.Add((lunch + chance.Between(1_500, 3_600), to));
            }
            else
            {
                spans.Add((from, to));
            }
        }
        return new Presence([.. spans]);
    }

    /// <summary>Whether it is on.</summary>
    public bool IsOn(Timestamp moment) => Next(moment) == moment;

    /// <summary>This moment when it is on, else when it is switched on next; null when it is not any more.</summary>
    public Timestamp? Next(Timestamp moment)
    {
        foreach (var (from, to) in _spans)
            if (moment < to) return Timestamp.Max(from, moment);
        return null;
    }
}
