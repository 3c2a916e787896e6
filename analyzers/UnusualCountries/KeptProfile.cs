using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>A profile as it is kept over a restart.</summary>
internal sealed record KeptProfile(DecayedCount Observations, DecayedCount Awake, Dictionary<string, KeptProfile.Country> Countries, uint[] Systems, uint[] Domains)
{
    /// <summary>One country of it; without a story nothing is, or may be, told of it.</summary>
    internal sealed record Country(DecayedCount Weight, int Times, Timestamp First, Timestamp Last, KeptCountryStory? Story = null);
}
