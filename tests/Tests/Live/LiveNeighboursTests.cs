using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>Two sensors on one interface: neither takes a packet from the other.</summary>
[Collection("live")]
public sealed class LiveNeighboursTests : IDisposable
{
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void Both_sensors_log_every_flow_though_each_shares_the_interface_among_its_workers()
    {
        using var link = new VethLink();
        var folders = new[] { Path.Combine(_folder, "one"), Path.Combine(_folder, "two") };
        using var one = new LiveSensor(link, folders[0], VethLink.Mirror, "--workers", "2", "--metrics", "off");
        using var two = new LiveSensor(link, folders[1], VethLink.Mirror, "--workers", "2", "--metrics", "off");
        link.Replay(Office, packetsPerSecond: 8000);
        foreach (var sensor in (LiveSensor[])[one, two])
        {
            var summary = sensor.Stop();
            Assert.Equal(0, summary.GetProperty("drops").GetProperty("kernel").GetInt64());
            Assert.Equal(link.Received, summary.GetProperty("packets").GetInt64());
        }
        var expected = LoggedFlows.OfReplay(Office);
        foreach (var folder in folders) Assert.Equal(expected, LoggedFlows.In(folder));
    }
}
