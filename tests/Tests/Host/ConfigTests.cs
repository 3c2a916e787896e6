using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Host.Config;
using NetSensor.Wire;

namespace NetSensor.Tests.Host;

/// <summary>What a configuration sets, and what holds when it does not.</summary>
public sealed class ConfigTests
{
    [Theory]
    [InlineData("home_networks: [10.0.0.0/8]", 3600)]
    [InlineData("flows: {capacity: 10}", 3600)]
    [InlineData("flows: {interim_interval: 5m}", 300)]
    [InlineData("flows: {interim_interval: 0}", 0)]
    public void A_listening_sensor_tells_long_flows_every_hour_unless_its_file_says_otherwise(string yaml, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ConfigReader.Parse("c.yaml", yaml, SensorConfig.ForListening).Flows.InterimInterval);

    [Fact]
    public void Fragments_are_a_block_of_settings()
    {
        var fragments = ConfigReader.Parse("c.yaml", "flows:\n  fragments:\n    max_datagrams: 7\n    timeout: 5s\n").Flows.Fragments;
        Assert.Equal((7, TimeSpan.FromSeconds(5)), (fragments.MaxDatagrams, fragments.Timeout));
    }

    [Fact]
    public void Zones_have_a_name_and_blocks_and_are_ours()
    {
        var config = ConfigReader.Parse("c.yaml", "zones:\n  dmz: 8.8.8.0/24\n  guest: [10.9.0.0/16, 2001:db8:9::/48]\n");
        Assert.Equal(["dmz", "guest"], config.Zones.Select(zone => zone.Name));
        Assert.Equal(2, config.Zones[1].Prefixes.Count);
        Assert.True(config.Home.Contains(IpAddr.Parse("8.8.8.8")));
        Assert.True(config.Home.ForDetectors.Contains(IpAddr.Parse("8.8.8.8")));
        Assert.False(config.Home.ForDetectors.Contains(IpAddr.Parse("192.0.2.1"))); // documentation space stays outside for detectors
    }

    [Fact]
    public void Zones_within_what_is_ours_change_nothing_of_it() =>
        Assert.Same(HomeNetworks.Private, ConfigReader.Parse("c.yaml", "zones: {dmz: 10.80.0.0/16}").Home);

    [Fact]
    public void A_file_leaves_the_defaults_of_others_alone()
    {
        ConfigReader.Parse("c.yaml", "flows: {capacity: 10, fragments: {max_datagrams: 7}}", SensorConfig.ForListening);
        Assert.Equal(new FlowOptions().Fragments, SensorConfig.ForListening.Flows.Fragments);
        Assert.Equal(new FlowOptions().Capacity, SensorConfig.ForListening.Flows.Capacity);
    }

    [Fact]
    public void What_a_list_or_an_alias_says_is_read()
    {
        var config = ConfigReader.Parse("c.yaml", "home_networks: &ours [10.0.0.0/8, 8.8.8.0/24]\nzones:\n  site: *ours\n");
        Assert.Equal(2, config.Home.Prefixes.Count);
        Assert.Equal(2, Assert.Single(config.Zones).Prefixes.Count);
    }

    [Fact]
    public void A_block_without_settings_changes_nothing() =>
        Assert.Equal(new FlowOptions(), ConfigReader.Parse("c.yaml", "flows:\nzones:\ndetectors:\n  beaconing:\n").Flows);
}
