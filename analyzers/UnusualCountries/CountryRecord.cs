using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>What is remembered of one country in a profile.</summary>
internal sealed class CountryRecord
{
    /// <summary>Observations, decayed.</summary>
    public DecayedCount Weight { get; set; }
    /// <summary>Observations, never decayed.</summary>
    public int Times { get; set; }
    /// <summary>The first observation.</summary>
    public Timestamp First { get; init; }
    /// <summary>When the newest observation began.</summary>
    public Timestamp Last { get; set; } = Timestamp.MinValue;
    /// <summary>What its being new is about, as long as that is told or may be; null when there is nothing to tell.</summary>
    public CountryStory? Story { get; set; }

    /// <summary>The record as it is kept.</summary>
    public KeptProfile.Country Keep() => new(Weight, Times, First, Last, Story?.Keep());

    /// <summary>A record that was kept of what this host had to do with this country.</summary>
    public static CountryRecord Again(KeptProfile.Country kept, IpAddr host, string country) => new()
    {
        Weight = kept.Weight, Times = kept.Times, First = kept.First, Last = kept.Last, Story = kept.Story is { } story ? CountryStory.Again(host, country, story) : null,
    };
}
