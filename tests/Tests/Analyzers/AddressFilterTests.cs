using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class AddressFilterTests
{
    [Fact]
    public void What_was_added_is_never_denied_and_most_of_the_rest_is()
    {
        var filter = new AddressFilter();
        for (var host = 0u; host < 1_000; host++) filter.Add(IpAddr.FromIPv4(0x0A00_0000 + host)); // 10.0.0.0 and on
        for (var host = 0u; host < 1_000; host++) Assert.True(filter.MayHave(IpAddr.FromIPv4(0x0A00_0000 + host)));
        var taken = Enumerable.Range(0, 1_000).Count(host => filter.MayHave(IpAddr.FromIPv4(0xC0A8_0000 + (uint)host))); // 192.168.0.0 and on
        Assert.True(taken < 100, $"{taken} of a thousand strangers");
    }
}
