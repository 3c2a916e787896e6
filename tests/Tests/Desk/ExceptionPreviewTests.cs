using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export.Ocsf;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Host;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

/// <summary>What exceptions would have hidden of findings that earlier runs wrote.</summary>
public sealed class ExceptionPreviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_back_as_far_as_exceptions_ask()
    {
        var written = Findings.Lateral with { SourceHost = Findings.Workstation, SourceZone = "office", DestinationHost = Findings.DomainController with { Mac = null }, DestinationZone = "servers" };
        var read = PastFinding.Read(Line(written))!;
        Assert.Equal((written.Id, written.Detector, written.Severity, written.Time), (read.Id, read.Detector, read.Severity, read.Time));
        Assert.Equal((written.Source, written.Destination, written.DestinationPort), (read.Source, read.Destination, read.DestinationPort));
        Assert.Equal(("dev-5", "alice-pc", "corp.example", "office"), (read.SourceHost!.DeviceId, read.SourceHost.Name, read.SourceHost.Domain, read.SourceZone));
        Assert.Equal(("dev-9", "dc1", "servers"), (read.DestinationHost!.DeviceId, read.DestinationHost.Name, read.DestinationZone));
        Assert.Equal(["T1569.002"], read.Techniques.Select(technique => technique.Id));
        Assert.Equal("c2.example", PastFinding.Read(Line(Findings.Beacon))!.DestinationName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"class_uid\":2004}")]
    [InlineData("{\"class_uid\":\"2004\"}")]
    [InlineData("not json")]
    public void A_line_that_is_no_finding_is_none(string line) => Assert.Null(PastFinding.Read(line));

    [Fact]
    public void The_preview_says_what_would_be_hidden_what_remains_and_what_is_too_wide()
    {
        var lines = Enumerable.Range(1, 4).Select(host => Line(Findings.Beacon with { Id = $"b{host}", Source = IpAddr.Parse($"10.0.0.{host}") })).Append(Line(Findings.Lateral)).Append("noise");
        _folder.Write("run1/detections.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(3)) + "\n"));
        Pack("run2/detections-old.jsonl.gz", string.Join('\n', lines.Skip(3)) + "\n");
        _folder.Write("c.yaml", """
            exceptions:
            - {name: wide, detector: beaconing, expires: 2099-01-01, owner: me, reason: test}
            - {name: bold, technique: T1569, max_severity: critical, expires: 2099-01-01, owner: me, reason: test}
            - {name: idle, source: {address: 192.0.2.1}, expires: 2099-01-01, owner: me, reason: test}
            - {name: over, destination: {port: 445}, expires: 2020-01-01, owner: me, reason: test}
            """u8.ToArray());
        var outcome = NetSensorProcess.Run(_folder.Root, [], "exceptions", "preview", "--config", "c.yaml", "--hosts", "3", "run1", "run2", "--json");
        Assert.Equal(("", 0), (outcome.Error, outcome.ExitCode));
        var preview = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal((5, 1), (preview.GetProperty("findings").GetInt32(), preview.GetProperty("unread_lines").GetInt32()));
        var exceptions = preview.GetProperty("exceptions").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.Equal((4, "hides findings of 4 hosts"), (exceptions["wide"].GetProperty("hidden").GetInt32(), exceptions["wide"].GetProperty("too_wide").GetString()));
        Assert.Equal("hides 1 that are high or critical", exceptions["bold"].GetProperty("too_wide").GetString());
        Assert.Equal("lateral-1", exceptions["bold"].GetProperty("examples")[0].GetProperty("id").GetString());
        Assert.True(exceptions["idle"].GetProperty("unused").GetBoolean());
        Assert.Empty(preview.GetProperty("remaining").EnumerateArray());
    }

    [Fact]
    public void The_preview_and_the_list_are_tables_for_people()
    {
        _folder.Write("detections.jsonl", Encoding.UTF8.GetBytes(Line(Findings.Beacon) + "\n" + Line(Findings.Lateral) + "\n"));
        _folder.Write("c.yaml", "exceptions: [{name: backup, destination: {domain: c2.example}, source: {address: 10.0.0.0/8}, expires: 2099-01-01, owner: me, reason: test}]\n"u8.ToArray());
        var preview = NetSensorProcess.Run(_folder.Root, [], "exceptions", "preview", "--config", "c.yaml", ".");
        Assert.Contains("beaconing medium 1", preview.Output);
        Assert.Contains("Remains: lateral-movement high 1", preview.Output);
        var list = NetSensorProcess.Run(_folder.Root, [], "exceptions", "list", "--config", "c.yaml");
        Assert.Contains("backup  from 10.0.0.0/8 to c2.example  medium  2099-01-01  me     test    c.yaml:1", list.Output);
    }

    [Theory]
    [InlineData("nowhere: no such file or folder", "exceptions", "preview", "--config", "c.yaml", "nowhere")]
    [InlineData("no detections.jsonl in this folder", "exceptions", "preview", "--config", "c.yaml", ".")]
    [InlineData("--hosts 0: give a whole number", "exceptions", "preview", "--config", "c.yaml", ".", "--hosts", "0")]
    [InlineData("Option '--config' is required", "exceptions", "list")]
    public void Wrong_use_is_told_in_one_line(string fault, params string[] args)
    {
        _folder.Write("c.yaml", "exceptions:\n"u8.ToArray());
        var outcome = NetSensorProcess.Run(_folder.Root, [], args);
        Assert.Contains(fault, outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
    }

    private void Pack(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        _folder.Write(name, packed.ToArray());
    }

    private static string Line(Detection finding) => Encoding.UTF8.GetString(new DetectionFinding(HomeNetworks.Inside, "0.1.0").Write(finding));
}
