using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>All that a thing did against its habits since it began, bounded.</summary>
internal sealed class ThingStory(IpAddr address, Timestamp first)
{
    private const int MostDeviations = 40; // beyond them only hosts are counted: a scan has thousands
    private const int MostHosts = 1024;
    private const int FlowsKept = 5;
    private const double NextChapter = 4;  // what Telling takes for news

    private readonly Dictionary<ulong, Deviation> _deviations = [];
    private readonly HashSet<IpAddr> _hosts = [];
    private readonly Queue<FlowIdentity> _flows = new(FlowsKept);
    private FlowIdentity? _last;
    private Telling _telling;

    /// <summary>The thing's address when it began.</summary>
    public IpAddr Address { get; } = address;
    /// <summary>When it began.</summary>
    public Timestamp First { get; } = first;
    /// <summary>The newest.</summary>
    public Timestamp Last { get; private set; } = first;
    /// <summary>Hosts inside to which it never went before.</summary>
    public int NewHosts => _hosts.Count;
    /// <summary>What was sent in an hour far beyond the largest so far, and that one; zero when nothing was.</summary>
    public (long Hour, long Largest) Volume { get; set; }
    /// <summary>The newest flows.</summary>
    public IReadOnlyCollection<FlowIdentity> Flows => _flows;
    /// <summary>What it did, in order.</summary>
    public IEnumerable<Deviation> Deviations => _deviations.Values.OrderBy(deviation => deviation.First).ThenBy(deviation => deviation.Peer).ThenBy(deviation => deviation.Port);
    /// <summary>How large the story is: it grows with the hosts inside, and is another one altogether with everything else that the thing begins to do.</summary>
    public double Size => Math.Pow(NextChapter, Chapters) * Math.Max(1, _hosts.Count);
    /// <summary>How many kinds of things it does that it never did.</summary>
    public int Chapters => _deviations.Values.Select(deviation => deviation.Kind).Distinct().Count() + (Volume.Hour > 0 ? 1 : 0);
    /// <summary>Whether it waits to be judged.</summary>
    public bool IsTouched { get; set; }
    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;

    /// <summary>What it does at this place against its habits; null when that is nothing.</summary>
    public Deviation? Find(ulong there) => _deviations.GetValueOrDefault(there);

    /// <summary>Adds something new at this place, unless there is something already or no room.</summary>
    public void Begin(Deviation deviation, ulong there)
    {
        if (deviation is { Kind: DeviationKind.Inside, PeerNovelty: > 0 } && _hosts.Count < MostHosts) _hosts.Add(deviation.Peer);
        Last = Timestamp.Max(Last, deviation.First);
        if (_deviations.Count < MostDeviations) _deviations.TryAdd(there, deviation);
    }

    /// <summary>Adds a flow, or what one that goes on moved since.</summary>
    public void Add(Deviation deviation, FlowEvent told, FlowIdentity flow, (long Out, long In) volume)
    {
        Last = Timestamp.Max(Last, told.Time);
        deviation.IsAnswered |= FlowOutcome.IsAnswered(told, flow);
        (deviation.BytesOut, deviation.BytesIn) = (deviation.BytesOut + volume.Out, deviation.BytesIn + volume.In);
        if (ReferenceEquals(_last, flow)) return;
        _last = flow;
        deviation.Flows++;
        if (_flows.Contains(flow)) return;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
    }

    /// <summary>The story as it is kept.</summary>
    public KeptThingStory Keep() => new(Address, First, Last, KeptTelling.Of(_telling))
    {
        VolumeHour = Volume.Hour, VolumeLargest = Volume.Largest, Deviations = [.. _deviations.Select(pair => KeptDeviation.Of(pair.Key, pair.Value))], Hosts = [.. _hosts], Flows = [.. _flows.Select(KeptFlow.Of)],
    };

    /// <summary>A story that was kept.</summary>
    public static ThingStory Again(KeptThingStory kept)
    {
        var story = new ThingStory(kept.Address, kept.First) { Last = kept.Last, Volume = (kept.VolumeHour, kept.VolumeLargest), _telling = KeptTelling.Again(kept.Telling) };
        foreach (var deviation in kept.Deviations.Take(MostDeviations)) story._deviations[deviation.There] = deviation.Again();
        story._hosts.UnionWith(kept.Hosts.Take(MostHosts));
        foreach (var flow in kept.Flows.TakeLast(FlowsKept)) story._flows.Enqueue(flow.ToFlow());
        return story;
    }
}
