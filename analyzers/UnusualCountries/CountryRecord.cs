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
}
