using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>A channel with enough contacts to matter: its newest check-ins in the order of their starts, and what was told of it so far.</summary>
internal sealed class Candidate(ChannelKey key, IpAddr source, Timestamp watchedFrom, int checkInsKept) : IKept
{
    /// <summary>Contacts that start so close together are kept as one: the connections of one request. No implant sleeps so little.</summary>
    public static readonly TimeSpan MergeWithin = TimeSpan.FromMilliseconds(250);

    /// <summary>Newest flows that are kept once a candidate has many contacts: enough to look at, the rest is in conn.log. A flow weighs ten check-ins.</summary>
    public const int FlowsKept = 5;

    private const int ManyContacts = 8;
    private static readonly TimeSpan SameStart = TimeSpan.FromMilliseconds(300); // one flow starts at one time, but for what is merged with it
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    private CheckIn[] _places = new CheckIn[8];
    private int _first, _count; // check-ins kept are these places: the oldest go by moving the first one on
    private FlowIdentity? _flow; // the newest
    private FlowIdentity[]? _flows; // those before it: a ring, from when there are many contacts
    private int _flowsNoted;
    private Contact _shown; // by the newest, apart from its flow
    private ActivityBars? _bars; // from when check-ins are forgotten, or somebody asks: most channels never come to that
    private Candidate? _leader;
    private bool _isAlone; // some of its contacts went elsewhere

    public ChannelKey Key { get; } = key;

    public IpAddr Source { get; } = source;

    public ReadOnlySpan<CheckIn> CheckIns => Kept;

    /// <summary>Its newest flows, the newest last.</summary>
    public IReadOnlyList<FlowIdentity> Flows
    {
        get
        {
            if (_flow is null) return [];
            var earlier = Math.Min(_flowsNoted, FlowsKept - 1);
            return [.. Enumerable.Range(_flowsNoted - earlier, earlier).Select(number => _flows![number % (FlowsKept - 1)]), _flow];
        }
    }

    /// <summary>When it was busy on the last day.</summary>
    public ActivityBars Bars
    {
        get
        {
            if (_bars is { } known) return known;
            _bars = new ActivityBars(watchedFrom);
            foreach (ref readonly var checkIn in Kept) _bars.Add(checkIn.Start);
            return _bars;
        }
    }

    /// <summary>The contact that came last; null right after a restart.</summary>
    public Contact? Latest => _flow is { } flow ? _shown with { Flow = flow } : null;

    /// <summary>What the finding calls the destination.</summary>
    public required string Where { get; init; }

    /// <summary>All check-ins so far, also those no longer kept.</summary>
    public int Total { get; set; }

    /// <summary>When the first of them began.</summary>
    public Timestamp First { get; set; }

    /// <summary>Whether something came since it was judged last.</summary>
    public bool IsTouched { get; set; }

    /// <summary>When its newest check-in began.</summary>
    public Timestamp Last => Kept[^1].Start;

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>Check-ins that there were when it was saved last.</summary>
    public int Saved { get; set; }

    /// <summary>Check-ins from which it is worth judging again.</summary>
    public int JudgeAt { get; set; }

    /// <summary>Whether its host did so from the moment on at which it was seen first; null before it was judged.</summary>
    public bool? IsHabit { get; set; }

    /// <summary>What was told of it.</summary>
    public Told Told { get; set; }

    /// <summary>How soon it is judged again.</summary>
    public JudgingPace Pace => new(Total, (Kept[^1].Start - Kept[0].Start) / _count);

    /// <summary>Check-ins at which it is told again although it did not become worse: it went on for twice as long.</summary>
    public int DueAgainAt => 2 * Told.CheckIns;

    /// <summary>Whether a channel that explains them better has the same check-ins, so that judging that one is enough.</summary>
    public bool IsFollower => _leader is { } leader && leader.Total == Total && leader._count == _count && leader.Kept[0].Start == Kept[0].Start;

    /// <summary>Id of the story that it belongs to; null before it was told, or while another tells the same traffic.</summary>
    public string? StoryId { get; set; }

    /// <summary>Takes in a contact. Flows are told when they end, so an earlier start may come late: it is sorted in.</summary>
    public void Add(CheckIn checkIn, in Contact contact)
    {
        if (!contact.ShowsWhat(_shown)) _shown = contact with { Flow = null! }; // most show the same each time, and to write a reference costs more than to read it
        Note(contact.Flow);
        Add(checkIn);
    }

    /// <summary>What is said inside a connection that was open before a restart began with it, though its first words were too few to be told.</summary>
    public void BeginBy(Timestamp? opened)
    {
        if (opened < First) First = opened.Value;
    }

    /// <summary>The contact taken in last went to this channel as well, which explains it better; null when that has too few.</summary>
    public void Follow(Candidate? leader)
    {
        if (_isAlone || (_leader == leader && leader is not null)) return;
        _isAlone = _leader is not null || leader is null || leader.Total != Total;
        _leader = _isAlone ? null : leader;
    }

    /// <summary>Takes in a contact of which nothing more is known.</summary>
    public void Add(CheckIn checkIn)
    {
        var kept = Kept;
        var at = _count;
        while (at > 0 && kept[at - 1].Start > checkIn.Start) at--;
        if (TryMerge(at - 1, checkIn) || TryMerge(at, checkIn)) return;
        if (Total == 0) First = checkIn.Start;
        Insert(at, checkIn);
        Total++;
        _bars?.Add(checkIn.Start);
        while (_count > checkInsKept || Kept[^1].Start - Kept[0].Start > Oldest) Forget();
    }

    /// <summary>RITA's score of it as it stands; null when RITA would not look at it.</summary>
    public RitaScore? Rita(Timestamp now)
    {
        Span<int> bars = stackalloc int[24];
        var window = now - Bars.Fill(bars, now);
        var starts = Array.ConvertAll(Kept.ToArray(), checkIn => checkIn.Start.Seconds);
        var bytesOut = Array.ConvertAll(Kept.ToArray(), checkIn => (double)checkIn.BytesOut);
        var covered = TimeSpan.FromTicks(Math.Min((Kept[^1].Start - First).Ticks, window.Ticks));
        return RitaScore.Of(starts, bytesOut, bars, window > TimeSpan.Zero ? covered / window : 0);
    }

    /// <summary>How many of the 24 parts of the last day, or of the time that was watched, saw a check-in.</summary>
    public int BusyBars(Timestamp now)
    {
        Span<int> bars = stackalloc int[24];
        Bars.Fill(bars, now);
        return bars.Length - bars.Count(0);
    }

    /// <summary>Compares with another channel over the time that both remember.</summary>
    public Overlap OverlapWith(Candidate other)
    {
        var since = Timestamp.Max(Kept[0].Start, other.Kept[0].Start) - SameStart;
        var mine = Since(Kept, since);
        var theirs = Since(other.Kept, since);
        var (shared, at) = (0, 0);
        foreach (ref readonly var checkIn in mine)
        {
            while (at < theirs.Length && theirs[at].Start < checkIn.Start - SameStart) at++;
            if (at == theirs.Length) break;
            if (IsAmong(theirs[at..], checkIn)) shared++;
        }
        return new Overlap(mine.Length, theirs.Length, shared);
    }

    /// <summary>Whether one of these that begin no earlier may be the same contact: two exact timers of one host, to two places, may well beat at the same moment.</summary>
    private static bool IsAmong(ReadOnlySpan<CheckIn> others, in CheckIn checkIn)
    {
        foreach (ref readonly var other in others)
        {
            if (other.Start > checkIn.Start + SameStart) return false;
            if (other.SharesPlace(checkIn)) return true;
        }
        return false;
    }

    private void Note(FlowIdentity flow)
    {
        if (ReferenceEquals(_flow, flow)) return;
        if (_flow is not null && Total >= ManyContacts)
        {
            _flows ??= new FlowIdentity[FlowsKept - 1];
            _flows[_flowsNoted++ % (FlowsKept - 1)] = _flow;
        }
        _flow = flow;
    }

    private Span<CheckIn> Kept => _places.AsSpan(_first, _count);

    private static ReadOnlySpan<CheckIn> Since(ReadOnlySpan<CheckIn> checkIns, Timestamp since)
    {
        var first = 0;
        while (first < checkIns.Length && checkIns[first].Start < since) first++;
        return checkIns[first..];
    }

    private bool TryMerge(int index, CheckIn checkIn)
    {
        if (index < 0 || index >= _count || (Kept[index].Start - checkIn.Start).Duration() > MergeWithin) return false;
        Kept[index] = Kept[index].With(checkIn);
        return true;
    }

    private void Insert(int at, CheckIn checkIn)
    {
        if (_first + _count == _places.Length) MakeRoom();
        var places = _places.AsSpan(_first, _count + 1);
        places[at.._count].CopyTo(places[(at + 1)..]);
        places[at] = checkIn;
        _count++;
    }

    /// <summary>Doubles, up to a quarter more than are kept: then they are moved to the beginning now and then, not with each that comes.</summary>
    private void MakeRoom()
    {
        var most = checkInsKept + checkInsKept / 4 + 1;
        var places = _places.Length < most ? new CheckIn[Math.Min(2 * _places.Length, most)] : _places;
        Kept.CopyTo(places);
        (_places, _first) = (places, 0);
    }

    private void Forget()
    {
        _ = Bars; // they count it for as long as a day lasts
        (_first, _count) = (_first + 1, _count - 1);
    }
}
