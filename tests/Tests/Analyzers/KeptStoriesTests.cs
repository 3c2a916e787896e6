using System.Text.Json;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Analyzers.ThingHabits;
using NetSensor.Analyzers.UnusualCountries;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Open stories come back after a restart, and those that were not told yet, or whose destinations have no name, do not make what they belong to unreadable.</summary>
public sealed class KeptStoriesTests
{
    private static readonly IpAddr Host = IpAddr.Parse("10.0.0.1"), Peer = IpAddr.Parse("203.0.113.9");
    private static readonly Timestamp Then = new(1_700_000_000_000_000_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_profile_of_countries_comes_back_with_its_story(bool isTold)
    {
        var kept = new KeptProfile(default, default, new() { ["KP"] = new(default, 1, Then, Then, Country(isTold)) }, [], []);
        var again = Again(kept).Countries["KP"].Story!;
        Assert.Equal(isTold ? Told : null, again.Telling);
        Assert.Equal(new KeptCountryStory.Destination(Peer, 443, 7, 8), Assert.Single(again.Destinations));
        Assert.Equal(Novelty, again.Novelty);
        Assert.Equal((1L, (ushort)443), (again.Opened, again.Port));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thing_comes_back_with_its_story(bool isTold)
    {
        var deviation = new KeptDeviation(5, default, Peer, 22, "ssh", Then);
        var story = new KeptThingStory(Host, Then, Then, isTold ? Told : null) { VolumeHour = 1, VolumeLargest = 2, Deviations = [deviation], Hosts = [Peer], Flows = [] };
        var again = Again(new KeptThing(Then, default, 3, [Host], [], story)).Story!;
        Assert.Equal(story.Telling, again.Telling);
        Assert.Equal(deviation, Assert.Single(again.Deviations));
        Assert.Equal(Peer, Assert.Single(again.Hosts));
    }

    private static KeptTelling Told { get; } = new(2, Severity.High, 5e6);

    private static CountryNovelty Novelty { get; } = new() { Role = HostRole.Server, HostChance = 0.01, HostObservations = 80, NetworkChance = 0.02, HostsBefore = 0, Hosts = 40 };

    private static KeptCountryStory Country(bool isTold) => new(Novelty, Then, Then, isTold ? Told : null)
    {
        Connections = 1, Opened = 1, BytesOut = 7, BytesIn = 8, Port = 443, WentToOddPort = false, CameByRemoteControl = false, MoreDestinations = 0,
        Destinations = [new KeptCountryStory.Destination(Peer, 443, 7, 8)], Flows = [],
    };

    private static TKept Again<TKept>(TKept kept) => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(kept, KeptLayout.Of<TKept>()), KeptLayout.Of<TKept>())!;
}
