using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Desk;

/// <summary>
/// Stands between the detectors and whoever reads: says who the hosts were, weighs what is known of them, links what is told of one host, hides what
/// an exception covers, and tells a story again only when it got worse. Whatever it keeps back is counted by cause. It remembers open stories over a restart.
/// </summary>
public sealed class FindingDesk : IDetectionSink, ILearner
{
    private const int MaxHosts = 50_000;  // with findings at a time: a network in which more have some has other problems
    private const int MaxRelated = 10;    // told with a finding: more make it no clearer that a story is behind it

    private readonly DeskOptions _options;
    private readonly DetectorContext _context;
    private readonly KnownBenign _benign;
    private readonly BoundedMap<string, Story> _stories;
    private readonly HostStories _byHost;
    private readonly HourlyLimit _perDetector, _perHost;
    private readonly HashSet<Story> _changed = [];
    private FindingExceptions _exceptions = FindingExceptions.None;

    /// <summary>A desk that remembers nothing yet.</summary>
    public FindingDesk(DeskOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _benign = new KnownBenign(options.KnownBenign);
        _stories = new BoundedMap<string, Story>(options.Stories);
        _byHost = new HostStories(options.RelateWithin, MaxHosts);
        _perDetector = new HourlyLimit(options.PerDetectorAndHour, 2 * DetectorCatalog.All.Count + 2);
        _perHost = new HourlyLimit(options.PerHostAndHour, 2 * MaxHosts);
    }

    /// <summary>Who reads what it tells; set before the first finding.</summary>
    public IDetectionSink? Next { get; set; }

    /// <summary>What it kept back, and why.</summary>
    public DeskCounters Counters { get; } = new();

    /// <summary>What is not to be told; may be replaced from another thread while the sensor runs.</summary>
    public FindingExceptions Exceptions { get => Volatile.Read(ref _exceptions); set => Volatile.Write(ref _exceptions, value); }

    /// <summary>Stories and hosts that had to make room.</summary>
    public long Evictions => _stories.Evictions + _byHost.Evictions;

    /// <inheritdoc/>
    public string MemoryName => "findings";

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        Counters.Heard++;
        var found = Weighed(Identified(detection));
        if (Exceptions.Hide(found))
        {
            Counters.Excepted++;
            return;
        }
        var story = _stories.GetOrAdd(found.Id, static id => new Story(id));
        story.Hear(found);
        if (story.WasTold) Changed(story);
        if (!story.IsNews(found)) Counters.Repeats++;
        else if (!_perDetector.Allows(found.Detector, found.Severity, found.Time)) Counters.DetectorLimit++;
        else if (!_perHost.Allows(SourceKey(found), found.Severity, found.Time)) Counters.HostLimit++;
        else Tell(story, found with { Count = story.Heard });
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var recalled = Story.Read(key, value);
        var story = _stories.GetOrAdd(key, _ => recalled);
        if (story != recalled) return;
        _byHost.Add(story);
        Counters.Recalled++;
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        foreach (var story in _changed.OrderBy(story => story.LastHeard).ThenBy(story => story.Id, StringComparer.Ordinal).ToArray())
        {
            if (!memory.HasRoom) return;
            if (!memory.KeepsNothing) memory.Keep(story.Id, story.Write(), story.LastHeard);
            _changed.Remove(story);
        }
    }

    private void Tell(Story story, Detection found)
    {
        story.Tell(found, [.. new[] { SourceKey(found), TargetKey(found) }.OfType<string>().Distinct()]);
        _byHost.Add(story);
        Changed(story);
        Counters.Told++;
        Next?.Report(found);
    }

    private void Changed(Story story)
    {
        if (_changed.Count < _options.Stories) _changed.Add(story); // a replay without a memory never saves
    }

    private Detection Identified(Detection found) => found with
    {
        SourceHost = found.SourceHost ?? Who(found.Source, found),
        DestinationHost = found.DestinationHost ?? (found.Destination is { } destination ? Who(destination, found) : null),
        SourceZone = found.SourceZone ?? _context.Zones.Of(found.Source),
        DestinationZone = found.DestinationZone ?? (found.Destination is { } other ? _context.Zones.Of(other) : null),
    };

    /// <summary>Who it was when the story happened; when that is not known, who it was when the story began.</summary>
    private HostIdentity? Who(IpAddr address, Detection found) =>
        _context.Hosts.FindAt(address, found.LastSeen) ?? _context.Hosts.FindAt(address, found.FirstSeen);

    private Detection Weighed(Detection found)
    {
        var related = Related(found);
        string[] others = [.. related.Where(other => !other.OfTarget && other.Severity >= Severity.Medium).Select(other => other.Detector).Distinct().Order(StringComparer.Ordinal)];
        var benign = _benign.Of(found);
        var parts = FindingRisk.Parts(found, others, benign);
        var severity = FindingRisk.SeverityOf(found.Severity, parts, others.Length > 0, benign is not null);
        parts = FindingRisk.InClass(severity, parts);
        return found with
        {
            Severity = severity,
            RiskParts = parts,
            Risk = FindingRisk.Sum(parts),
            Related = related,
            Reason = found.Reason + RelatedText.Of(related),
        };
    }

    private List<RelatedFinding> Related(Detection found)
    {
        var related = new List<RelatedFinding>();
        Add(SourceKey(found), isTarget: false);
        if (TargetKey(found) is { } target) Add(target, isTarget: true);
        return related;

        void Add(string host, bool isTarget)
        {
            foreach (var story in _byHost.Of(host, found.Time))
            {
                if (related.Count == MaxRelated) return;
                if (story.Id == found.Id || story.Told!.Detector == found.Detector || related.Exists(other => other.Id == story.Id)) continue;
                related.Add(story.Told with { OfTarget = isTarget });
            }
        }
    }

    private static string SourceKey(Detection found) => found.SourceHost?.DeviceId ?? found.Source.ToString();

    /// <summary>The other side, when it is one of ours.</summary>
    private static string? TargetKey(Detection found) =>
        found.DestinationZone is null ? null : found.DestinationHost?.DeviceId ?? found.Destination.ToString();
}
