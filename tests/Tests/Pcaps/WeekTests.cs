using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Generator.Week;
using NetSensor.Host;

namespace NetSensor.Tests.Pcaps;

/// <summary>Slices of the generated week: what is hidden is found, its benign twin is left alone, and the same arguments give the same bytes.</summary>
public sealed class WeekTests
{
    private static readonly WeekOptions Small = new() { People = 5, FromHour = 13, Hours = 1 };

    [Fact]
    public void The_same_arguments_give_the_same_bytes()
    {
        var (first, second) = (Written(Small, File.ReadAllBytes), Written(Small, File.ReadAllBytes));
        Assert.True(first.Length > 100_000);
        Assert.True(first.AsSpan().SequenceEqual(second));
    }

    [Fact]
    public void A_beacon_is_found_and_its_benign_twin_is_left_alone()
    {
        var hidden = Findings(Small with { Only = ["cs-60-25"] });
        var twin = Findings(Small with { Only = [] });
        Assert.Contains(hidden, finding => finding is { Detector: "beaconing", DestinationName: "api.fleetsync.example" });
        Assert.DoesNotContain(twin, finding => finding.DestinationName == "api.fleetsync.example");
    }

    [Theory]
    [InlineData("psexec", 39, "T1569.002")]
    [InlineData("wmi", 39, "T1047")]
    [InlineData("dcsync", 118.5, "T1003.006")]
    [InlineData("spray", 75.5, "T1110.003")]
    [InlineData("kerberoast", 76, "T1558.003")]
    [InlineData("icmp-tunnel", 90.5, "T1095")]
    [InlineData("dns-tunnel", 86.5, "T1071.004")]
    public void What_is_hidden_alone_is_told_with_its_technique(string name, double hour, string technique)
    {
        var findings = Findings(Small with { People = 40, FromHour = hour, Hours = 2, Only = [name], IsOfficeOpen = false });
        Assert.Contains(findings, finding => finding.Techniques.Any(told => told.Id == technique));
    }

    private static IReadOnlyList<Detection> Findings(WeekOptions options) => Written(options, path => Replay.Run([path], new ReplayOptions(), new MemoryLogs()).Findings);

    private static T Written<T>(WeekOptions options, Func<string, T> read)
    {
        var folder = Directory.CreateTempSubdirectory("netsensor-week-");
        try
        {
            var path = Path.Combine(folder.FullName, "week.pcap");
            new WeekScenario(options).Write(path, Path.Combine(folder.FullName, "truth.jsonl"));
            return read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
