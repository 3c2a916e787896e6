using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// A channel with enough contacts to matter, and what was told of it so far. One that has the same contacts as a channel that explains them better (an address and its name) follows that
/// one: both have one history, which the leader alone adds to, until a contact comes to one of them and not to the other.
/// </summary>
internal sealed class Candidate(ChannelKey key, IpAddr source, Timestamp watchedFrom, int checkInsKept) : IKept
{
    private static readonly TimeSpan SameStart = TimeSpan.FromMilliseconds(300); // one flow starts at one time, but for what is merged with it

    private ContactHistory _history = new(watchedFrom, checkInsKept);
    private Candidate? _leader;
    private bool _isAlone; // some of its contacts went elsewhere
    private Candidate[] _followers = []; // with the same history

    public ChannelKey Key { get; } = key;

    public IpAddr Source { get; } = source;

    /// <summary>Its number among the candidates.</summary>
    public int Number { get; set; }

    public ReadOnlySpan<CheckIn> CheckIns => _history.CheckIns;

    /// <summary>Its newest flows, the newest last.</summary>
    public IReadOnlyList<FlowIdentity> Flows => _history.Flows;

    /// <summary>When it was busy on the last day.</summary>
    public ActivityBars Bars => _history.Bars;

    /// <summary>The contact that came last; null right after a restart.</summary>
    public Contact? Latest => _history.Latest;

    /// <summary>What the finding calls the destination.</summary>
    public required string Where { get; init; }

    /// <summary>All check-ins so far, also those no longer kept.</summary>
    public int Total
    {
        get => _history.Total;
        set => _history.Total = value;
    }

    /// <summary>When the first of them began.</summary>
    public Timestamp First
    {
        get => _history.First;
        set => _history.First = value;
    }

    /// <summary>Whether something came since it was judged last.</summary>
    public bool IsTouched { get; set; }

    /// <summary>Number of the round in which its last contact came.</summary>
    public long ContactedIn { get; set; }

    /// <summary>When its newest check-in began.</summary>
    public Timestamp Last => CheckIns[^1].Start;

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
    public JudgingPace Pace => new(Total, (CheckIns[^1].Start - CheckIns[0].Start) / CheckIns.Length);

    /// <summary>Check-ins at which it is told again although it did not become worse: it went on for twice as long.</summary>
    public int DueAgainAt => 2 * Told.CheckIns;

    /// <summary>Whether a channel that explains them better has the same check-ins, so that judging that one is enough.</summary>
    public bool IsFollower => _leader is { } leader
        && (leader._history == _history || (leader.Total == Total && leader.CheckIns.Length == CheckIns.Length && leader.CheckIns[0].Start == CheckIns[0].Start));

    /// <summary>Those that share its history.</summary>
    public IReadOnlyList<Candidate> Followers => _followers;

    /// <summary>Id of the story that it belongs to; null before it was told, or while another tells the same traffic.</summary>
    public string? StoryId { get; set; }

    /// <summary>Takes in a contact. Flows are told when they end, so an earlier start may come late: it is sorted in.</summary>
    public void Add(in CheckIn checkIn, in Contact contact)
    {
        if (_leader is { } leader && leader._history == _history) leader.Part(this);
        _history.Add(checkIn, contact);
    }

    /// <summary>Takes in a contact of which nothing more is known.</summary>
    public void Add(in CheckIn checkIn) => _history.Add(checkIn);

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
        if (_leader is null || !_history.IsSame(_leader._history)) return;
        _history = _leader._history;
        _leader._followers = [.. _leader._followers, this];
    }

    /// <summary>The follower that this key is of; null when none has it.</summary>
    public Candidate? FollowerOf(in ChannelKey key)
    {
        foreach (var follower in _followers)
            if (follower.Key.Hash == key.Hash) return follower;
        return null;
    }

    /// <summary>A follower that the next contact does not reach, which from here on has a history of its own; null when it reaches all of them.</summary>
    /// <param name="reached">Channels of that contact.</param>
    public Candidate? PartFollower(ReadOnlySpan<ChannelKey> reached)
    {
        foreach (var follower in _followers)
        {
            if (Reaches(reached, follower.Key.Hash)) continue;
            Part(follower);
            return follower;
        }
        return null;
    }

    /// <summary>From here on it has a history of its own.</summary>
    public void Part(Candidate follower)
    {
        _followers = Array.FindAll(_followers, other => other != follower);
        follower._history = _history.Copy();
    }

    /// <summary>RITA's score of it as it stands; null when RITA would not look at it.</summary>
    public RitaScore? Rita(Timestamp now)
    {
        Span<int> bars = stackalloc int[24];
        var window = now - Bars.Fill(bars, now);
        var starts = Array.ConvertAll(CheckIns.ToArray(), checkIn => checkIn.Start.Seconds);
        var bytesOut = Array.ConvertAll(CheckIns.ToArray(), checkIn => (double)checkIn.BytesOut);
        var covered = TimeSpan.FromTicks(Math.Min((Last - First).Ticks, window.Ticks));
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
        var since = Timestamp.Max(CheckIns[0].Start, other.CheckIns[0].Start) - SameStart;
        var mine = Since(CheckIns, since);
        var theirs = Since(other.CheckIns, since);
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

    private static ReadOnlySpan<CheckIn> Since(ReadOnlySpan<CheckIn> checkIns, Timestamp since)
    {
        var first = 0;
        while (first < checkIns.Length && checkIns[first].Start < since) first++;
        return checkIns[first..];
    }

    private static bool Reaches(ReadOnlySpan<ChannelKey> reached, ulong hash)
    {
        foreach (ref readonly var key in reached)
            if (key.Hash == hash) return true;
        return false;
    }
}
