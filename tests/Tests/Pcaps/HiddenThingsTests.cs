using System.Numerics;
using System.Text.Json;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Generator.Week;
using NetSensor.Host;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Enrichment.Geo;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>
/// Detectors from packets to finding: hours of the generated week, with a small office at work and one thing hidden, of which its detector names the right host; and the same hours without it, in
/// which it has nothing to say.
/// </summary>
public sealed class HiddenThingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dga", 33.9, 0.5, "dga", "T1568.002")]
    [InlineData("in-connection", 81.9, 4.6, "long-connection", "T1071")]
    [InlineData("remote-tool", 111.9, 0.6, "remote-access", "T1219")]
    [InlineData("tor", 113.9, 0.4, "remote-access", "T1090.003")]
    [InlineData("raw-ip", 103.9, 0.4, "odd-service", "T1573")]
    [InlineData("exfiltration", 67.3, 0.8, "exfiltration", "T1041")]
    [InlineData("dns-beacon", 37.9, 0.6, "beaconing", "T1071.004")]
    public void It_is_told_of_the_right_host_and_its_benign_twin_is_left_alone(string name, double hour, double hours, string detector, string technique) =>
        AssertTold(new WeekOptions { People = 10, FromHour = hour, Hours = hours, Only = [name] }, new ReplayOptions(), detector, technique);

    [Fact]
    public void An_indicator_is_found_in_the_traffic()
    {
        var list = _folder.Write("indicators.txt", "transfer-locker.example\n"u8.ToArray());
        AssertTold(new WeekOptions { People = 10, FromHour = 67.3, Hours = 0.4, Only = ["exfiltration"] }, new ReplayOptions { Indicators = [list] }, "indicator", "T1071.001");
    }

    [MaxMindFact]
    public void A_server_that_goes_to_a_new_country_at_night_is_told()
    {
        var week = new WeekOptions { People = 5, FromHour = 86, Hours = 13, Only = ["country-server"] };
        AssertTold(week, new ReplayOptions { Enrichment = new EnrichmentOptions { CountryDatabase = Countries() } }, "unusual-country", "T1071");
    }

    private void AssertTold(WeekOptions week, ReplayOptions replay, string detector, string technique)
    {
        var (hidden, source) = Replayed(week, replay);
        var told = Assert.Single(hidden, finding => finding.Detector == detector && finding.Source == source);
        Assert.Contains(technique, told.Techniques.Select(one => one.Id));
        var (twin, _) = Replayed(week with { Without = week.Only! }, replay);
        Assert.DoesNotContain(twin, finding => finding.Detector == detector);
    }

    /// <summary>The findings, and the host that the truth beside the capture names; no host where nothing is hidden.</summary>
    private (IReadOnlyList<Detection> Findings, NetSensor.Wire.IpAddr Source) Replayed(WeekOptions week, ReplayOptions replay)
    {
        var (capture, truth) = (Path.Combine(_folder.Root, "hours.pcap"), Path.Combine(_folder.Root, "truth.jsonl"));
        Assert.True(new WeekScenario(week).Write(capture, truth) > 1_000);
        var source = File.ReadLines(truth).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source").GetString()!).SingleOrDefault();
        return (Replay.Run([capture], replay, new MemoryLogs()).Findings, source is null ? default : NetSensor.Wire.IpAddr.Parse(source));
    }

    /// <summary>A database with the blocks of the generated internet: by country where they are named so, else in the United States.</summary>
    private string Countries()
    {
        var database = new AddressDatabaseWriter();
        foreach (var (name, (first, count)) in Internet.Blocks)
            database.Add($"{first}/{32 - BitOperations.Log2(count)}", new Dictionary<string, object> { ["country_code"] = name.Length == 2 ? name : "US" });
        return database.Save(Path.Combine(_folder.Root, "countries.mmdb"));
    }
}
