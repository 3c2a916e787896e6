using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NetSensor.Export.Http;

namespace NetSensor.Host.Health;

/// <summary>
/// Whether the sensor sees what it should, and can tell it: <c>/health</c>. A reason makes it unhealthy; a warning is somebody else's fault (a receiver
/// that is down) or changes nothing (a configuration that was not taken in).
/// </summary>
internal sealed class SensorHealth(Live live, TimeSpan quietAfter)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10); // of a thread: each comes round several times a second
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    /// <summary>Asks whether the configuration was right when it was read last; null where there is none.</summary>
    public Func<bool>? ConfigIsRight { get; init; }

    /// <summary>What is wrong; nothing when it is healthy.</summary>
    public IReadOnlyList<string> Reasons => [.. Links(), .. Threads(), .. Disks()];

    /// <summary>What somebody should look at all the same.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. live.Deliveries().Where(each => each.LastError is not null).Select(each => $"exporter {each.Name}: {each.LastError}; {each.QueuedRecords} records wait"),
        .. ConfigIsRight is { } isRight && !isRight() ? (string[])["the configuration was not right when it was read last; the one before holds"] : [],
    ];

    /// <summary>The page <c>/health</c>: 200 when all is well, else 503 with the reasons.</summary>
    public HttpReply Health() => Page(Reasons, "ok", "unhealthy");

    /// <summary>The page <c>/ready</c>: 200 from the moment on at which every core listens.</summary>
    public HttpReply Ready() => Page(live.Loads.Any(load => load.SinceCut is null) ? ["not every core listens yet"] : [], "ready", "starting");

    private IEnumerable<string> Links()
    {
        foreach (var down in live.Interfaces.Where(each => each.IsDown)) yield return $"interface {down.Name} is down";
        var silence = live.SincePacket ?? Stopwatch.GetElapsedTime(_startedAt);
        if (silence > quietAfter && live.Interfaces.Any(each => !each.IsDown))
            yield return string.Create(CultureInfo.InvariantCulture, $"no packet for {silence.TotalSeconds:0} seconds although a link is up");
    }

    private IEnumerable<string> Threads()
    {
        var age = Stopwatch.GetElapsedTime(_startedAt);
        for (var shard = 0; shard < live.Loads.Count; shard++)
            if ((live.Loads[shard].SinceCut ?? age) is var silence && silence > LongestSilence) yield return Stuck($"shard {shard}", silence);
        if ((live.JudgeLoad.SinceCut ?? age) is var waited && waited > LongestSilence) yield return Stuck("the judge", waited);
    }

    private IEnumerable<string> Disks()
    {
        if (live.LogFailure is { } fault) yield return fault;
        if (live.Chain.State?.Failure is { } failure) yield return failure.Message;
        foreach (var each in live.Deliveries())
            if (each.SpoolError is { } why) yield return $"spool of exporter {each.Name}: {why}";
    }

    private HttpReply Page(IReadOnlyList<string> reasons, string good, string bad)
    {
        using var page = new MemoryStream();
        using (var json = new Utf8JsonWriter(page))
        {
            json.WriteStartObject();
            json.WriteString("status", reasons.Count == 0 ? good : bad);
            WriteList(json, "reasons", reasons);
            WriteList(json, "warnings", Warnings);
            json.WriteString("version", ProductVersion.Text);
            json.WriteEndObject();
        }
        return new HttpReply(reasons.Count == 0 ? 200 : 503, "application/json", Encoding.UTF8.GetString(page.ToArray()) + "\n");
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Stuck(string thread, TimeSpan silence) =>
        string.Create(CultureInfo.InvariantCulture, $"{thread} has not come round for {silence.TotalSeconds:0} seconds");
}
