using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>With which countries somebody (a host, a role, a zone, the network) has to do, decayed.</summary>
internal sealed class CountryProfile(TimeSpan halfLife)
{
    private const double Forgotten = 0.05; // one observation is forgotten after four half-lives, a hundred after eleven
    private const int SystemsKept = 32;    // a host has to do with a few; the newest tell
    private const int DomainsKept = 64;

    /// <summary>What is known of each country.</summary>
    public Dictionary<string, CountryRecord> Countries { get; } = new(4, StringComparer.Ordinal);

    /// <summary>All observations, decayed.</summary>
    public DecayedCount Observations { get; set; }

    /// <summary>Autonomous systems met lately.</summary>
    public RecentNumbers Systems { get; } = new(SystemsKept);

    /// <summary>Registrable domains met lately, by their numbers.</summary>
    public RecentNumbers Domains { get; } = new(DomainsKept);

    /// <summary>What is remembered of the country; null when it is new, or so long ago that it counts as new.</summary>
    public CountryRecord? Find(string country, Timestamp now)
    {
        if (!Countries.TryGetValue(country, out var record)) return null;
        if (record.Weight.WeightAt(now, halfLife) >= Forgotten) return record;
        Countries.Remove(country);
        return null;
    }

    /// <summary>Intervals in which the host was seen at work at all, decayed; nothing for groups.</summary>
    public DecayedCount Awake { get; set; }

    /// <summary>Notes that the host was seen at work; false when that is known of this interval.</summary>
    public bool NoteAwake(Timestamp now, TimeSpan interval)
    {
        if (Awake.Weight > 0 && now - Awake.At < interval) return false;
        Awake = Awake.Plus(1, now, halfLife);
        return true;
    }

    /// <summary>Counts an observation of the country.</summary>
    public CountryRecord Observe(string country, Timestamp now)
    {
        if (Find(country, now) is not { } record) Countries[country] = record = new CountryRecord { First = now };
        record.Weight = record.Weight.Plus(1, now, halfLife);
        record.Times++;
        record.Last = now;
        Observations = Observations.Plus(1, now, halfLife);
        return record;
    }

    /// <summary>Observations that still count; for who seldom has to do with any country, that it was at work without is one, too.</summary>
    public double ObservationsAt(Timestamp now, bool countsAwake = false) =>
        Math.Max(Observations.WeightAt(now, halfLife), countsAwake ? Awake.WeightAt(now, halfLife) : 0);

    /// <summary>The chance that the next observation is of a country not met before.</summary>
    public double ChanceOfNew(Timestamp now, bool countsAwake = false)
    {
        var once = 0;
        foreach (var record in Countries.Values)
            if (record.Times == 1) once++;
        return Novelty.Chance(once, ObservationsAt(now, countsAwake));
    }
}
