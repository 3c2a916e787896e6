using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>Addresses, names and hardware addresses of others that somebody takes in a small office, from the wire; and those that move by right.</summary>
public sealed class PlaceCaptureTests
{
    [Fact]
    public void Taken_places_are_told_each_once()
    {
        var found = FindingsIn("places-taken");
        Assert.Equal(
            [
                "T1036 10.44.0.48 (PRN01) is other hardware than before", "T1036 10.44.0.49 (PRN02) was other hardware for 3 minutes", "T1036 PC-003 is not what it was", "T1036.005 10.44.0.240 calls itself FS01, as a server does",
                "T1557.002 10.44.16.66 claims the address of another host (10.44.0.1)",
            ],
            found.Select(finding => $"{finding.Techniques[0].Id} {finding.Title}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_moves_by_right_tells_nothing() => Assert.Empty(FindingsIn("places-moved"));

    private static IEnumerable<Detection> FindingsIn(string capture) =>
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", $"{capture}.pcap")], new ReplayOptions(), new MemoryLogs()).Findings;
}
