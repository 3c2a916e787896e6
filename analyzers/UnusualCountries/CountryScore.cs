using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>How much a new country weighs: the parts of the risk, each with its reason.</summary>
internal static class CountryScore
{
    private const int FewHosts = 3;                 // below that many visitors nothing is common property
    private const double SmallVolume = 100_000;     // bytes: a page's worth of requests says nothing
    private const double PointsPerTenfold = 5;      // so that 1 MB gives 5, 100 MB the most
    private const double MostForVolume = 15;

    /// <summary>The parts of the risk; without reasons only their sum.</summary>
    public static RiskTally Of(CountryStory story, UnusualCountryOptions options, bool withReasons = true)
    {
        var parts = new RiskTally { KeepsParts = withReasons };
        AddNovelty(parts, story);
        AddPrevalence(parts, story, options);
        AddDirection(parts, story);
        AddTraffic(parts, story);
        AddDestination(parts, story);
        if (options.Watched.Contains(story.Country, StringComparer.OrdinalIgnoreCase)) parts.Add("watched", 15, $"{story.Country} is on the list of watched countries");
        return parts;
    }

    /// <summary>People browse: what is odd for a server is an ordinary day at a desk.</summary>
    public static double RoleFactor(HostRole role) => role switch
    {
        HostRole.Client => 0.4,
        HostRole.Unknown => 0.6,
        _ => 1,
    };

    private static void AddNovelty(RiskTally parts, CountryStory story)
    {
        var (novelty, country) = (story.Novelty, story.Country);
        var factor = RoleFactor(novelty.Role);
        parts.Add("new for the host", 30 * factor * Novelty.Strength(novelty.HostChance),
            $"in {novelty.HostObservations:0} observations it never had to do with {country}; a new country was to be expected in {100 * novelty.HostChance:0.##} % of them");
        if (novelty.RoleChance is { } role && novelty.Role != HostRole.Unknown)
            parts.Add("new for its role", 10 * factor * Novelty.Strength(role), $"no other {Words.Of(novelty.Role)} had to do with {country}");
        if (novelty.ZoneChance is { } zone) parts.Add("new for its zone", 5 * factor * Novelty.Strength(zone), $"nobody in its zone had to do with {country}");
    }

    private static void AddPrevalence(RiskTally parts, CountryStory story, UnusualCountryOptions options)
    {
        var novelty = story.Novelty;
        var rarity = novelty.HostsBefore switch { 0 => 1, 1 => 0.5, _ => 0 };
        parts.Add("rare in the network", 15 * rarity * Math.Max(0.6, RoleFactor(novelty.Role)) * Novelty.Strength(novelty.NetworkChance),
            $"{novelty.HostsBefore} of {novelty.Hosts} hosts had to do with {story.Country} before");
        if (novelty.HostsBefore >= FewHosts && novelty.HostsBefore >= options.CommonShare * novelty.Hosts)
            parts.Add("common in the network", -20, $"{novelty.HostsBefore} of {novelty.Hosts} hosts have to do with {story.Country}");
    }

    private static void AddDirection(RiskTally parts, CountryStory story)
    {
        var role = story.Novelty.Role;
        if (story.Opened > 0 && role is HostRole.Server or HostRole.DomainController) parts.Add("opened by a server", 15, $"a {Words.Of(role)} opened {story.Opened} of {story.Connections} connections itself");
        else if (story.Opened > 0 && role is HostRole.Thing or HostRole.Infrastructure) parts.Add("opened by a thing", 10, $"a {Words.Of(role)} opened {story.Opened} of {story.Connections} connections itself");
        if (story.CameByRemoteControl) parts.Add("remote control", 15, $"somebody came in by port {story.Port}, which gives control of the machine");
    }

    private static void AddTraffic(RiskTally parts, CountryStory story)
    {
        if (story.Opened > 0)
            parts.Add("volume", Math.Clamp(PointsPerTenfold * Math.Log10(Math.Max(1, story.BytesOut) / SmallVolume), 0, MostForVolume),
                $"{SizeText.Of(story.BytesOut)} went out, {SizeText.Of(story.BytesIn)} came back");
        if (story.WentToOddPort) parts.Add("odd port", 8, $"port {story.Port} is neither of the web nor of mail");
    }

    private static void AddDestination(RiskTally parts, CountryStory story)
    {
        var main = story.Main.Value;
        var novelty = story.Novelty;
        if (story.Opened > 0 && main.Name is null) parts.Add("no name", 8, "nobody had asked for a name of that address");
        if (novelty.IsDomainFresh) parts.Add("fresh name", 5, $"nobody on the network had to do with {main.Name} until now");
        if (novelty.KnowsDomain) parts.Add("known name", -25, $"the host goes to the domain of {main.Name} elsewhere too");
        else if (novelty.KnowsSystem) parts.Add("known system", -15, $"the host has to do with AS{main.System} in other countries");
        if (main.Owner is not { } owner) return;
        if (owner.IsEverywhere) parts.Add("content network", -30, $"the destination is {owner.Name}'s, which answers from wherever is near: its country says little");
        else parts.Add("rented machine", 5, $"the address is {owner.Name}'s, where anybody rents machines");
    }
}
