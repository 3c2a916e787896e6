using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>What detectors take for the inside.</summary>
public sealed class HomeNetworksTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("8.8.8.8", false)]
    public void Without_configuration_documentation_addresses_are_outside(string address, bool isInside) =>
        Assert.Equal(isInside, HomeNetworks.Private.ForDetectors.Contains(IpAddr.Parse(address)));

    [Fact]
    public void Configured_networks_are_the_inside_whatever_they_are()
    {
        Assert.True(IpPrefix.TryParse("192.0.2.0/24", out var prefix));
        var home = new HomeNetworks([prefix]).ForDetectors;
        Assert.True(home.Contains(IpAddr.Parse("192.0.2.1")));
        Assert.False(home.Contains(IpAddr.Parse("10.0.0.1")));
    }
}
