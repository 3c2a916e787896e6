using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>What a device is follows from what was said of it: after a restart, of what was kept of that, and before anything more is said.</summary>
public sealed class RecalledDevicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("camera-updated", 1)]
    [InlineData("desktops", 1)]
    [InlineData("devices", 1)]
    [InlineData("dhcp", 1)]
    [InlineData("identity-used", 1)]
    [InlineData("industry", 1)]
    [InlineData("neighbours", 1)]
    [InlineData("office", 0)]
    [InlineData("places-moved", 0)]
    public void A_recalled_device_is_classified_as_before_the_restart(string capture, int leastKinds)
    {
        string[] captures = [Path.Combine(Checkout.Folder, "pcaps", capture + ".pcap")];
        var options = new ReplayOptions { State = new StateSettings { Path = Path.Combine(_folder.Root, "state.sqlite") } };
        Dictionary<string, Device> before;
        using (var first = Composition.Replay(captures, options, new MemoryLogs()))
        {
            first.Run();
            before = Described(first.Chain.Enrichment.Hosts);
        }
        using var second = Composition.Replay(captures, options, new MemoryLogs());
        var after = Described(second.Chain.Enrichment.Hosts);
        Assert.True(before.Values.Select(device => device.Kind).OfType<string>().Distinct().Count() >= leastKinds);
        Assert.NotEmpty(before);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before, pair => Assert.Equal(Words(pair.Value), Words(after[pair.Key])));
    }

    private static Dictionary<string, Device> Described(HostDirectory hosts) => hosts.Table.All.Select(hosts.Describe).ToDictionary(device => device.Id);

    private static string Words(Device device) => string.Join('\n',
    [
        $"kind {device.Kind} {device.KindConfidence} %", $"vendor {device.Vendor} {device.VendorConfidence} %", $"model {device.Model}", $"system {device.OperatingSystem} {device.OperatingSystemConfidence} %",
        $"role {device.Role}", $"name {device.Name} {device.Domain}", $"fingerprint {device.DhcpFingerprint}", .. device.Reasons.Select(reason => $"because {reason}"),
    ]);
}
