using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>An implant that calls again and again: when, how often, and over what.</summary>
internal sealed record Beacon(string Name, Machine Machine, Timestamp Begin, TimeSpan Length, Sleep Sleep, ICheckIn Channel)
{
    /// <summary>The share of calls that do not come.</summary>
    public double Missed { get; init; }
    /// <summary>Other pauses from a time after its beginning on.</summary>
    public IReadOnlyList<(TimeSpan After, Sleep Sleep)> Changes { get; init; } = [];
    /// <summary>A sentence for people.</summary>
    public string About { get; init; } = "";

    /// <summary>All of its calls.</summary>
    public IEnumerable<Timestamp> Run(Traffic traffic, Truth truth, int seed)
    {
        var chance = Chance.For(seed, Name);
        var hidden = truth.Add(Channel.Describe(Name, Machine) with
        {
            About = About,
            Parameters = [("period_s", Sleep.Seconds), ("jitter", Sleep.Jitter), ("longer", Sleep.Longer), ("missed", Missed), .. Changes.Select(change => ("then_period_s", change.Sleep.Seconds))],
        });
        var moment = Begin;
        for (var call = 0; Machine.Presence.Next(moment) is { } on && on < Begin + Length; call++)
        {
            if (on != moment) on += chance.Between(5, 60);                                 // it wakes with its machine
            yield return on;
            if (Machine.Presence.IsOn(on) && !chance.Happens(Missed))
            {
                hidden.Times.Add(on);
                Channel.CheckIn(traffic, on, chance.Happens(0.02) ? chance.Next(8_000, 90_000) : 0, chance);
            }
            var sleep = Changes.LastOrDefault(change => on - Begin >= change.After).Sleep is { Seconds: > 0 } changed ? changed : Sleep;
            moment = on + sleep.Next(chance);
        }
        Channel.End(traffic);
    }
}
