using System.Text.Json;
using NetSensor.Analyzers.Correlation;
using NetSensor.Events;
using NetSensor.Export.Ocsf;
using NetSensor.Wire;

namespace NetSensor.Host.Correlate;

/// <summary>Reads what the sensor wrote: findings, and of conn.log, dns.log and devices.jsonl what the endpoints' events ask for, so that a day's logs need little memory.</summary>
internal sealed class SensorLogs(EndpointEvents wanted)
{
    private const int MaxFaults = 5; // told; more say the same, and all are counted

    private readonly Dictionary<string, int> _latest = [];                     // story → place in Records.Findings
    private readonly Dictionary<string, string> _lines = [];
    private readonly Dictionary<IpAddr, string> _named = [];

    /// <summary>What was read.</summary>
    public SensorRecords Records { get; } = new();

    /// <summary>Lines that are none of their log.</summary>
    public int Faults { get; private set; }

    /// <summary>The first of them, each with file and line.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The line of a finding, as the sensor wrote it.</summary>
    public string LineOf(Detection finding) => _lines[finding.Id];

    /// <summary>Reads a file of findings.</summary>
    /// <exception cref="UsageException">It cannot be read, or holds none.</exception>
    public void ReadFindings(string file)
    {
        if (!File.Exists(file)) throw new UsageException($"{file}: no such file; give the detections.jsonl of a sensor");
        var before = _lines.Count;
        foreach (var (number, line) in Lines(file))
        {
            if (PastFinding.Read(line) is not { } finding) Fault(file, number, "no finding");
            else Take(finding, line);
        }
        if (_lines.Count == before && Faults > 0) throw new UsageException($"{file}: no finding in this file; give the detections.jsonl of a sensor");
    }

    /// <summary>Reads the logs of a folder: all conn*.log, dns*.log and devices*.jsonl in it, gzip-compressed or not.</summary>
    /// <exception cref="UsageException">It cannot be read, or has no conn.log.</exception>
    public void ReadFolder(string folder)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"{folder}: no such folder; give the folder with the logs of a sensor");
        if (Read(folder, "conn*.log*", TakeFlow) == 0) throw new UsageException($"{folder}: no conn.log in this folder; give the folder with the logs of a sensor");
        Read(folder, "dns*.log*", TakeLookup);
        Read(folder, "devices*.jsonl*", TakeDevice);
    }

    private int Read(string folder, string pattern, Action<JsonFields, JsonElement> take)
    {
        var files = Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            foreach (var (number, line) in Lines(file))
            {
                try
                {
                    using var parsed = JsonDocument.Parse(line);
                    take(new JsonFields(parsed.RootElement), parsed.RootElement);
                }
                catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
                {
                    Fault(file, number, fault is FormatException ? fault.Message : "no JSON"); // the last line of a sensor that was killed, or one of Zeek's headers
                }
            }
        }
        return files.Count;
    }

    private void Fault(string file, int line, string message)
    {
        if (Faults++ < MaxFaults) Messages.Add($"{file}:{line}: {message}");
    }

    private static IEnumerable<(int Number, string Line)> Lines(string file)
    {
        using var text = new StreamReader(Open(file));
        for (var number = 1; NextLine(text, file) is { } line; number++)          // ends: with the file
            if (line.Length > 0) yield return (number, line);
    }

    private static Stream Open(string file) => Told(file, () => InputFile.Open(file));

    private static string? NextLine(StreamReader text, string file) => Told(file, text.ReadLine);

    private static T Told<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"{file}: cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Of a story that was told several times the last telling stays.</summary>
    private void Take(Detection finding, string line)
    {
        if (!_latest.TryGetValue(finding.Id, out var place))
        {
            _latest[finding.Id] = Records.Findings.Count;
            Records.Findings.Add(finding);
        }
        else if (finding.Count >= Records.Findings[place].Count) Records.Findings[place] = finding;
        else return;
        _lines[finding.Id] = line;
        Say(finding.Source, finding.SourceHost?.Name, finding.LastSeen);
        if (finding.Destination is { } destination) Say(destination, finding.DestinationHost?.Name, finding.LastSeen);
    }

    private void TakeFlow(JsonFields row, JsonElement json)
    {
        if (row.Text("proto") is not ("tcp" or "udp")) return;
        var start = Seconds(json, "ts");
        var tuple = new FiveTuple(row.Address("id.orig_h") ?? throw Missing("id.orig_h"), row.Port("id.orig_p") ?? 0, row.Address("id.resp_h") ?? throw Missing("id.resp_h"), row.Port("id.resp_p") ?? 0,
            row.Text("proto") == "udp" ? IpProtocol.Udp : IpProtocol.Tcp);
        var flow = new SensorFlow
        {
            Uid = row.Text("uid") ?? throw Missing("uid"),
            Tuple = tuple,
            Start = start,
            End = json.TryGetProperty("duration", out var duration) ? start + TimeSpan.FromSeconds(duration.GetDouble()) : start,
            CommunityId = row.Text("community_id") ?? tuple.CommunityId, // Zeek tells it only when asked to
            DestinationName = row.Text("dst_name"),
        };
        Records.Saw(flow);
        if (wanted.Wants(flow)) Records.Flows.Add(flow);
        Say(tuple.Source, row.Text("orig_host"), start);
        Say(tuple.Destination, row.Text("resp_host"), start);
    }

    private void TakeLookup(JsonFields row, JsonElement json)
    {
        if (row.Text("query") is not { } query) return;
        var lookup = new SensorLookup(row.Text("uid") ?? "", Seconds(json, "ts"), row.Address("id.orig_h") ?? throw Missing("id.orig_h"), query.TrimEnd('.').ToLowerInvariant());
        if (wanted.Wants(lookup)) Records.Lookups.Add(lookup);
    }

    private void TakeDevice(JsonFields row, JsonElement json)
    {
        if (row.Text("device.name", "device.hostname") is not { } name || row.Object("device").Milliseconds("first_seen_time") is not { } since) return;
        if (!json.GetProperty("device").TryGetProperty("network_interfaces", out var interfaces)) return;
        foreach (var one in interfaces.EnumerateArray())
            if (new JsonFields(one).Address("ip") is { } address) Records.Names.Add(new NameStatement(address, HostName.Short(name), since));
    }

    /// <summary>Keeps who had an address when it is news.</summary>
    private void Say(IpAddr address, string? host, Timestamp at)
    {
        if (host is null) return;
        var name = HostName.Short(host);
        if (_named.TryGetValue(address, out var known) && known == name) return;
        _named[address] = name;
        Records.Names.Add(new NameStatement(address, name, at));
    }

    private static Timestamp Seconds(JsonElement row, string name) =>
        row.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.Number ? Timestamp.FromSeconds(time.GetDouble()) : throw Missing(name);

    private static FormatException Missing(string field) => new($"no {field}");
}
