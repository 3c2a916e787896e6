using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>With which countries somebody (a host, a role, a zone, the network) has to do, decayed.</summary>
/// <param name="host">The host; of groups, nobody's address.</param>
/// <param name="group">The group; null of a host.</param>
/// <param name="halfLife">Of everything that is counted.</param>
internal sealed class CountryProfile(IpAddr host, string? group, TimeSpan halfLife) : IKept
{
    private const double Forgotten = 0.05; // one observation is forgotten after four half-lives, a hundred after eleven
    private const int SystemsKept = 32;    // a host has to do with a few; the newest tell
    private const int DomainsKept = 64;

    /// <summary>What tells it apart from others of its sort.</summary>
    public string Key => group ?? host.ToString();

    /// <summary>The host; nobody's address of a group.</summary>
    public IpAddr Host => host;

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <inheritdoc/>
    public Timestamp Last => Timestamp.Max(Observations.At, Awake.At);

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

    /// <summary>The profile as it is kept.</summary>
    public KeptProfile Keep() => new(Observations, Awake, Countries.ToDictionary(country => country.Key, country => country.Value.Keep()), Systems.Values.ToArray(), Domains.Values.ToArray());

    /// <summary>Takes back what was kept.</summary>
    public void Recall(KeptProfile kept)
    {
        (Observations, Awake) = (kept.Observations, kept.Awake);
        foreach (var (country, record) in kept.Countries) Countries[country] = CountryRecord.Again(record, host, country);
        foreach (var system in kept.Systems) Systems.Add(system);
        foreach (var domain in kept.Domains) Domains.Add(domain);
    }
}
