using NetSensor.Analyzers.Correlation;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Correlation;

/// <summary>Findings and processes: what joins, what it raises, and what stays as it was.</summary>
public sealed class CorrelatorTests
{
    private static readonly Correlator Correlator = new(new CorrelationOptions());

    [Fact]
    public void A_suspicious_process_that_talks_to_the_other_side_makes_a_finding_critical()
    {
        var found = Correlator.Correlate(Told.Endpoint([Told.Connection(0, 50001)], Told.Start(@"C:\Windows\System32\rundll32.exe", "rundll32.exe")), Told.Sensor([Told.Flow(0, 50001)], Told.Finding(0, 600))).Findings[0];
        Assert.Equal((Severity.Critical, 100), (found.Raised.Severity, found.Raised.Risk));
        Assert.Equal(["endpoint: empty rundll32", "endpoint: system program on the network"], found.Raised.RiskParts.Select(part => part.Name).Skip(1));
    }

    [Fact]
    public void An_ordinary_process_is_told_and_raises_nothing()
    {
        var browser = Told.Start(@"C:\Program Files\Browser\browser.exe", "browser.exe");
        var endpoint = Told.Endpoint([Told.Connection(0, 50001) with { Image = browser.Image }], browser);
        var found = Correlator.Correlate(endpoint, Told.Sensor([Told.Flow(0, 50001)], Told.Finding(0, 600))).Findings[0];
        Assert.Equal((Severity.Medium, 60, "browser.exe"), (found.Raised.Severity, found.Raised.Risk, Assert.Single(found.Processes).Process.Name));
    }

    [Fact]
    public void A_suspicious_process_that_was_not_seen_to_talk_raises_little()
    {
        var finding = Told.Finding(0, 600, Severity.Low, 30);
        var sensor = Told.Sensor([Told.Flow(0, 50001)], finding);
        sensor.Names.Add(new NameStatement(Told.Desk, "WS-1", Told.At(-100)));
        var found = Correlator.Correlate(Told.Endpoint([], Told.Start(@"C:\Windows\System32\rundll32.exe", "rundll32.exe")), sensor).Findings[0];
        Assert.Equal((JoinKind.Host, Severity.Medium, 45), (found.Processes[0].Kind, found.Raised.Severity, found.Raised.Risk));
    }

    [Fact]
    public void A_process_of_another_time_has_nothing_to_do_with_it()
    {
        var sensor = Told.Sensor([Told.Flow(0, 50001)], Told.Finding(0, 600));
        sensor.Names.Add(new NameStatement(Told.Desk, "WS-1", Told.At(-100)));
        var found = Correlator.Correlate(Told.Endpoint([], Told.Start(@"C:\Windows\System32\rundll32.exe", "rundll32.exe", seconds: -9000)), sensor).Findings[0];
        Assert.Equal(Unjoined.NothingAtTheTime, found.Reason);
    }

    [Fact]
    public void Who_had_the_address_then_counts_and_not_who_has_it_now()
    {
        var names = new HostNames([new NameStatement(Told.Desk, "WS-1", Told.At(0)), new NameStatement(Told.Desk, "WS-2", Told.At(1000))]);
        Assert.Equal(["WS-1", "WS-1", "WS-2"], ((double[])[-5, 999, 1000]).Select(seconds => names.NameOf(Told.Desk, Told.At(seconds))));
        Assert.Empty(names.AddressesOf("WS-1", Told.At(2000)));
    }

    [Fact]
    public void What_more_speaks_for_comes_first()
    {
        var other = Told.Finding(0, 600, Severity.High, 90) with { Id = "f2", Source = IpAddr.Parse("10.0.0.77") };
        var endpoint = Told.Endpoint([Told.Connection(0, 50001)], Told.Start(@"C:\Windows\System32\rundll32.exe", @"rundll32.exe C:\Windows\Temp\x.dat,Go"));
        Assert.Equal(["f1", "f2"], Correlator.Correlate(endpoint, Told.Sensor([Told.Flow(0, 50001)], other, Told.Finding(0, 600))).Findings.Select(found => found.Original.Id));
    }

    [Fact]
    public void A_process_number_that_was_used_again_is_told_apart_by_time()
    {
        var table = new ProcessTable([Told.Start("a.exe", id: "pid:7", seconds: 0), Told.Start("b.exe", id: "pid:7", seconds: 100)]);
        Assert.Equal(["a.exe", "b.exe"], ((double[])[50, 150]).Select(seconds => table.Find(new ProcessKey("WS-1", "pid:7"), Told.At(seconds))!.Name));
        Assert.Null(table.Find(new ProcessKey("WS-1", "pid:7"), Told.At(-1)));
    }

    [Fact]
    public void A_ring_of_parents_ends()
    {
        var first = Told.Start("a.exe", id: "pid:1", seconds: 0) with { Parent = new ProcessKey("WS-1", "pid:2") };
        var second = Told.Start("b.exe", id: "pid:2", seconds: 0) with { Parent = first.Key };
        Assert.True(new ProcessTable([first, second]).Lineage(first).Count <= 3);
    }
}
