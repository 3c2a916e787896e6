using NetSensor.Export;
using NetSensor.Generator;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>The demo's capture: one machine with a beacon among ten that all ask one update server once a minute.</summary>
public sealed class OfficeTests
{
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    [Fact]
    public void The_beacon_is_found_and_the_benign_twin_is_left_alone()
    {
        var summary = Replay.Run([Office], new ReplayOptions(), new MemoryLogs());
        var finding = Assert.Single(summary.Findings);
        Assert.Equal("10.20.0.23", finding.Source.ToString());
        Assert.Equal("cdn-telemetry.example", finding.DestinationName);
        Assert.Equal("beaconing", finding.Detector);
    }

    [Fact]
    public void The_generator_gives_the_same_bytes_as_ever()
    {
        var path = Path.GetTempFileName();
        try
        {
            new OfficeScenario(seed: 20).Build().Save(path);
            Assert.Equal(File.ReadAllBytes(Office), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
