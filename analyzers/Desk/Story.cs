using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Desk;

/// <summary>What the desk remembers of one finding: how often it was heard, and how bad it was when it was told.</summary>
internal sealed class Story(string id)
{
    private Severity _toldSeverity;
    private int _toldConfidence;
    private long _heardWhenTold;

    /// <summary>Id of the finding.</summary>
    public string Id { get; } = id;

    /// <summary>How often its detector spoke of it.</summary>
    public int Heard { get; private set; }

    /// <summary>Whether it was ever told.</summary>
    public bool WasTold => _heardWhenTold > 0;

    /// <summary>When it was heard last.</summary>
    public Timestamp LastHeard { get; private set; }

    /// <summary>The hosts that it is about, as the desk keys them: the source first.</summary>
    public IReadOnlyList<string> Hosts { get; private set; } = [];

    /// <summary>As it was told last; for those who relate to it.</summary>
    public RelatedFinding? Told { get; private set; }

    /// <summary>Hears of it once more.</summary>
    public void Hear(Detection found)
    {
        Heard++;
        LastHeard = found.Time;
    }

    /// <summary>Whether it is new, or worse than when it was told: its severity, how sure it is, or twice as often.</summary>
    public bool IsNews(Detection found) =>
        !WasTold || found.Severity > _toldSeverity || found.ConfidenceClass > _toldConfidence || Heard >= 2 * _heardWhenTold;

    /// <summary>Notes what is told now.</summary>
    public void Tell(Detection found, IReadOnlyList<string> hosts)
    {
        (_toldSeverity, _toldConfidence, _heardWhenTold) = (found.Severity, found.ConfidenceClass, Heard);
        Hosts = hosts;
        Told = new RelatedFinding(Id, found.Count, found.Detector, found.Title, found.Severity, found.FirstSeen, found.LastSeen, OfTarget: false);
    }

    /// <summary>As JSON for the memory; only what was told is worth keeping.</summary>
    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("heard", Heard);
            json.WriteNumber("heard_when_told", _heardWhenTold);
            json.WriteNumber("confidence", _toldConfidence);
            json.WriteNumber("severity", (int)_toldSeverity);
            json.WriteNumber("last_heard", LastHeard.Nanoseconds);
            json.WriteNumber("told", Told!.Count);
            json.WriteString("detector", Told.Detector);
            json.WriteString("title", Told.Title);
            json.WriteNumber("first_seen", Told.FirstSeen.Nanoseconds);
            json.WriteNumber("last_seen", Told.LastSeen.Nanoseconds);
            json.WriteStartArray("hosts");
            foreach (var host in Hosts) json.WriteStringValue(host);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>Takes it back from the memory.</summary>
    /// <exception cref="FormatException">The bytes are no story.</exception>
    public static Story Read(string id, ReadOnlySpan<byte> value)
    {
        try
        {
            var json = JsonElement.Parse(value);
            var severity = (Severity)json.GetProperty("severity").GetByte();
            return new Story(id)
            {
                Heard = json.GetProperty("heard").GetInt32(),
                _heardWhenTold = json.GetProperty("heard_when_told").GetInt64(),
                _toldConfidence = json.GetProperty("confidence").GetInt32(),
                _toldSeverity = severity,
                LastHeard = Time(json, "last_heard"),
                Hosts = [.. json.GetProperty("hosts").EnumerateArray().Select(host => host.GetString()!)],
                Told = new RelatedFinding(id, json.GetProperty("told").GetInt32(), json.GetProperty("detector").GetString()!,
                    json.GetProperty("title").GetString()!, severity, Time(json, "first_seen"), Time(json, "last_seen"), OfTarget: false),
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"no story: {fault.Message}", fault);
        }
    }

    private static Timestamp Time(JsonElement json, string name) => new(json.GetProperty(name).GetInt64());
}
