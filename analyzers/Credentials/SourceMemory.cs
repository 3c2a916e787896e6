using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>A source as it is kept over a restart; plain values, so that the layout is visible.</summary>
internal sealed record SourceMemory(
    string Source, long First, long Last, int TimesTold, bool IsUnjudged, Dictionary<string, int> Refused, Dictionary<string, int> Nameless, Dictionary<string, string[]> Traces,
    Dictionary<string, SourceMemory.ToldMemory> Told, KeptFlow[] Flows)
{
    /// <summary>How bad and how large it was when it was told.</summary>
    public sealed record ToldMemory(byte Severity, int Size);

    /// <summary>The record as JSON in UTF-8.</summary>
    public static byte[] Write(SourceRecord record) => JsonSerializer.SerializeToUtf8Bytes(new SourceMemory(
        record.Source.ToString(), record.First.Nanoseconds, record.Last.Nanoseconds, record.TimesTold, record.Touched, record.Refused,
        record.Nameless.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value), record.Traces.ToDictionary(trace => trace.ToString(), trace => record[trace].ToArray()),
        record.Told.ToDictionary(told => told.Key.Name, told => new ToldMemory((byte)told.Value.Severity, told.Value.Size)), [.. record.Flows.Select(KeptFlow.Of)]), KeptTypes.Default.SourceMemory);

    /// <summary>What <see cref="Write"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SourceMemory Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, KeptTypes.Default.SourceMemory) is { Source: not null, Refused: not null, Nameless: not null, Traces: not null, Told: not null, Flows: not null } source
                ? source : throw new FormatException("no source");
        }
        catch (JsonException fault)
        {
            throw new FormatException("no source", fault);
        }
    }

    /// <summary>The record again.</summary>
    public SourceRecord ToRecord()
    {
        var record = new SourceRecord(IpAddr.Parse(Source)) { TimesTold = TimesTold };
        record.Recall(new Timestamp(First), new Timestamp(Last), Flows.Select(flow => flow.ToFlow()));
        foreach (var (account, tries) in Refused) record.Refused[account] = tries;
        foreach (var (target, tries) in Nameless) record.Nameless[IpAddr.Parse(target)] = tries;
        foreach (var (name, values) in Traces)
            if (Enum.TryParse<Trace>(name, out var trace))
                foreach (var value in values) record.Note(trace, value);
        foreach (var (name, told) in Told)
            if (AttackKind.Named(name) is { } kind) record.Told[kind] = ((Severity)told.Severity, told.Size);
        return record;
    }
}
