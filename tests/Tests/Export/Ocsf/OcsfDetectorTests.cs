using System.Text.Json;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Indicators;
using NetSensor.Analyzers.Scans;
using NetSensor.Analyzers.UnusualCountries;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Export;
using NetSensor.Export.Ocsf;
using NetSensor.Generator.Week;
using NetSensor.Host;
using NetSensor.Tests.Analyzers;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Promises;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Export.Ocsf;

/// <summary>A finding of every detector is valid OCSF 1.8.0; a new detector needs a line here.</summary>
[Collection(HeavyCollection.Name)]
public sealed class OcsfDetectorTests : IIndicatorSource
{
    /// <summary>Where each detector tells something: a capture of ours, a thing hidden in the week with the hours around it, or events.</summary>
    private static readonly Dictionary<string, string> Tellers = new(StringComparer.Ordinal)
    {
        ["beaconing"] = "office.pcap", ["dga"] = "intrusion.pcap", ["icmp-tunnel"] = "icmp-tunnels.pcap", ["credentials"] = "identity-stolen.pcap", ["lateral-movement"] = "intrusion.pcap",
        ["poisoning"] = "identity-stolen.pcap", ["exfiltration"] = "camera-taken.pcap", ["thing-habit"] = "camera-taken.pcap", ["device"] = "camera-taken.pcap", ["exposure"] = "desktops.pcap",
        ["dns-tunnel"] = "week dns-tunnel 86.9 2", ["long-connection"] = "week in-connection 81.9 4.6", ["remote-access"] = "week remote-tool 111.9 0.6", ["odd-service"] = "week raw-ip 103.9 0.4",
        ["indicator"] = "events", ["scan"] = "events", ["unusual-country"] = "events",
    };

    private const string Server = "10.0.0.10", Far = "5.1.1.1";

    public static TheoryData<string> Detectors => [.. DetectorCatalog.All.Select(entry => entry.Info.Name)];

    IndicatorSet IIndicatorSource.Current { get; } = new([new Indicator(IndicatorKind.Address, Far, "feed.csv") { Label = "Emotet", Confidence = 90 }]);

    [Theory]
    [MemberData(nameof(Detectors))]
    public void What_it_tells_is_valid(string detector)
    {
        Assert.True(Tellers.TryGetValue(detector, out var teller), $"nothing here makes {detector} tell anything: add a line");
        var findings = (teller.Split(' ') is ["week", var hidden, var hour, var hours] ? OfWeek(hidden, Number(hour), Number(hours)) : teller == "events" ? OfEvents(detector) : OfCapture(Path.Combine(Checkout.Folder, "pcaps", teller)))
            .Where(finding => finding.Detector == detector).ToList();
        Assert.NotEmpty(findings);
        var format = new DetectionFinding(HomeNetworks.Inside, "0.1.0");
        Assert.All(findings, finding => Assert.Empty(OcsfValidator.FaultsOf(JsonDocument.Parse(format.Write(finding).ToArray()).RootElement)));
    }

    private static IReadOnlyList<Detection> OfCapture(string path) => Replay.Run([path], new ReplayOptions(), new MemoryLogs()).Findings;

    private static IReadOnlyList<Detection> OfWeek(string hidden, double hour, double hours)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Root, "week.pcap");
        new WeekScenario(new WeekOptions { People = 10, FromHour = hour, Hours = hours, Only = [hidden] }).Write(path, Path.ChangeExtension(path, ".truth.jsonl"));
        return OfCapture(path);
    }

    /// <summary>A week at one place, then 3 MB to a listed address in a country where nobody was before, then an address after the other.</summary>
    private Found OfEvents(string name)
    {
        var found = new Found();
        var context = new DetectorContext { Indicators = this, Hosts = new Roles((Server, HostRole.Server)) };
        IDetector detector = name switch
        {
            "indicator" => new IndicatorDetector(new IndicatorOptions(), context),
            "scan" => new ScanDetector(new ScanOptions(), context),
            _ => new UnusualCountryDetector(new UnusualCountryOptions(), context),
        };
        for (var hour = 0; hour < 7 * 24; hour++) Tell(Contacts.Out(Server, "9.9.9.9", "CH", TimeSpan.FromHours(hour), name: "a.mirror.example"));
        Tell(Contacts.Out(Server, Far, "VN", TimeSpan.FromDays(8), bytesOut: 3_000_000));
        for (var host = 1; host <= 60; host++)
        {
            var silent = new FlowEvent { ConnectionState = "S0", History = "S" };
            var start = Contacts.Start + TimeSpan.FromDays(8) + TimeSpan.FromSeconds(host);
            silent.Stamp(start, FlowIdentities.Of(Server, $"10.0.1.{host}", 445, start), 0);
            Tell(silent);
        }
        return found;

        void Tell(FlowEvent told)
        {
            detector.OnEvent(told, found);
            detector.OnTick(told.Time, found);
        }
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
