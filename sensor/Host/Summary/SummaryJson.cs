using System.Text.Json;
using NetSensor.Capture;
using NetSensor.Export;

namespace NetSensor.Host.Summary;

/// <summary>The run as JSON: summary.json, and what <c>--json</c> prints.</summary>
public static class SummaryJson
{
    /// <summary>Busiest hosts that are listed.</summary>
    public const int Hosts = 25;

    /// <summary>Name of the file in the log folder.</summary>
    public const string FileName = "summary.json";

    /// <summary>Writes the summary beside the logs.</summary>
    /// <exception cref="LogException">It cannot be written.</exception>
    public static void Save(RunSummary run, ILogOutput output)
    {
        try
        {
            using var file = output.Create(FileName);
            Write(run, file);
        }
        catch (IOException fault)
        {
            throw new LogException($"cannot write '{output.Describe(FileName)}': {LogFolder.Reason(fault)}; make room or name another folder with --out", fault);
        }
    }

    /// <summary>Writes the summary as one indented object with a final line end.</summary>
    public static void Write(RunSummary run, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("version", ProductVersion.Text);
        WriteRun(run, json);
        WriteLosses(run, json);
        WriteTraffic(run, json);
        DeviceJson.Write(run.Devices, json);
        FindingJson.Write(run, json);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteRun(RunSummary run, Utf8JsonWriter json)
    {
        json.WriteStartArray("captures");
        foreach (var capture in run.Captures) json.WriteStringValue(capture);
        json.WriteEndArray();
        json.WriteBoolean("interrupted", run.Interrupted);
        if (run.FirstPacket is { } first) json.WriteNumber("first_packet", Seconds(first));
        if (run.LastPacket is { } last) json.WriteNumber("last_packet", Seconds(last));
        json.WriteNumber("packets", run.Capture.Packets);
        json.WriteNumber("bytes", run.Capture.Bytes);
        json.WriteNumber("wire_bytes", run.Capture.WireBytes);
        json.WriteNumber("flows", run.Flows);
        json.WriteNumber("workers", run.Workers);
        json.WriteNumber("seconds", Math.Round(run.Elapsed.TotalSeconds, 6));
        json.WriteNumber("packets_per_second", Math.Round(run.PacketsPerSecond));
    }

    private static void WriteLosses(RunSummary run, Utf8JsonWriter json)
    {
        json.WriteStartObject("drops");
        json.WriteNumber("kernel", run.Capture.KernelDrops);
        json.WriteNumber("interface", run.Capture.InterfaceDrops);
        json.WriteNumber("flow_evictions", run.FlowEvictions);
        json.WriteEndObject();
        WriteCounts("limits", run.Limits, json);
        WriteCounts("unread", run.Unread, json);
        WriteCounts("bad_checksums", run.BadChecksums, json);
        if (run.State.Count > 0) WriteCounts("state", run.State, json);
        if (run.Evidence.Count > 0) WriteCounts("evidence", run.Evidence, json);
        json.WriteNumber("duplicates", run.Duplicates);
        json.WriteNumber("cut_packets", run.Capture.CutPackets);
        json.WriteNumber("filtered_packets", run.Capture.FilteredPackets);
        json.WriteNumber("ring_freezes", run.Capture.RingFreezes);
        json.WriteNumber("interface_errors", run.Capture.InterfaceErrors);
        json.WriteStartArray("faults");
        foreach (var fault in run.Faults) WriteFault(fault, json);
        json.WriteEndArray();
    }

    private static void WriteCounts(string name, IReadOnlyList<LossCount> counts, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        foreach (var (cause, count) in counts) json.WriteNumber(cause, count);
        json.WriteEndObject();
    }

    private static void WriteFault(CaptureFault fault, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", fault.File);
        json.WriteNumber("offset", fault.Offset);
        json.WriteString("kind", fault.Kind);
        json.WriteEndObject();
    }

    private static void WriteTraffic(RunSummary run, Utf8JsonWriter json)
    {
        json.WriteStartObject("logs");
        foreach (var (log, lines) in run.Logs) json.WriteNumber(log, lines);
        json.WriteEndObject();
        json.WriteStartArray("protocols");
        foreach (var (name, count) in run.Traffic.Protocols()) WriteCount("protocol", name, count, json);
        json.WriteEndArray();
        json.WriteStartArray("top_hosts");
        foreach (var (host, count) in run.Traffic.TopHosts(Hosts)) WriteCount("host", host.ToString(), count, json);
        json.WriteEndArray();
        json.WriteStartArray("countries");
        foreach (var (country, count) in run.Traffic.Countries()) WriteCount("country", country, count, json);
        json.WriteEndArray();
    }

    private static void WriteCount(string kind, string name, TrafficCount count, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(kind, name);
        json.WriteNumber("flows", count.Flows);
        json.WriteNumber("packets", count.Packets);
        json.WriteNumber("bytes", count.Bytes);
        json.WriteEndObject();
    }

    private static decimal Seconds(Wire.Timestamp time) => time.Nanoseconds / 1_000_000_000m;
}
