using System.Runtime.InteropServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>The newest check-ins of one channel, in the order of their starts, and what was told of it so far.</summary>
internal sealed class BeaconChannel(ChannelKey key, VisitorSet visitors, Timestamp watchedFrom, BeaconOptions options)
{
    /// <summary>Newest check-ins that know their flow: enough to look at, the rest is in conn.log. A flow's identity weighs ten times a check-in.</summary>
    public const int FlowsKept = 5;

    private const int ContactsForBars = 4; // most channels never have so many, and need no bars

    private readonly List<CheckIn> _checkIns = new(1); // most channels see one contact and no more
    private ActivityBars? _bars;
    private Timestamp _first;

    public ChannelKey Key { get; } = key;

    /// <summary>All hosts that go to its destination, this one among them.</summary>
    public VisitorSet Visitors { get; } = visitors;

    public IReadOnlyList<CheckIn> CheckIns => _checkIns;

    /// <summary>Whether something came since it was judged last.</summary>
    public bool Touched { get; set; }

    /// <summary>Check-ins from which it is worth judging again.</summary>
    public int JudgeAt { get; set; }

    /// <summary>How often it was told.</summary>
    public int Told { get; set; }

    /// <summary>The severity told last.</summary>
    public Severity ToldSeverity { get; set; }

    /// <summary>Check-ins that there were when it was told last.</summary>
    public int ToldCheckIns { get; set; }

    /// <summary>All check-ins so far, also those no longer kept.</summary>
    public int Total { get; private set; }

    /// <summary>Takes in one flow. Flows are told when they end, so an earlier start may come late: it is sorted in.</summary>
    public void Add(CheckIn checkIn)
    {
        var at = _checkIns.Count;
        while (at > 0 && _checkIns[at - 1].Start > checkIn.Start) at--;
        if (TryMerge(at - 1, checkIn) || TryMerge(at, checkIn)) return;
        _checkIns.Insert(at, checkIn);
        Total++;
        Count(checkIn.Start);
        ForgetFlow(Math.Min(at, _checkIns.Count - 1 - FlowsKept));
        if (_checkIns.Count > options.CheckInsKept) _checkIns.RemoveAt(0);
    }

    /// <summary>RITA's score of this channel as it stands; null when RITA would not look at it.</summary>
    public RitaScore? Rita(Timestamp now)
    {
        if (_bars is null) return null;
        Span<int> bars = stackalloc int[24];
        var window = now - _bars.Fill(bars, now);
        var starts = _checkIns.ConvertAll(checkIn => checkIn.Start.Seconds);
        var bytesOut = _checkIns.ConvertAll(checkIn => (double)checkIn.BytesOut);
        var covered = TimeSpan.FromTicks(Math.Min((_checkIns[^1].Start - _first).Ticks, window.Ticks));
        return RitaScore.Of(CollectionsMarshal.AsSpan(starts), CollectionsMarshal.AsSpan(bytesOut), bars, window > TimeSpan.Zero ? covered / window : 0);
    }

    private void Count(Timestamp start)
    {
        if (Total == 1) _first = start;
        if (_bars is null && Total >= ContactsForBars)
        {
            _bars = new ActivityBars(watchedFrom);
            foreach (var kept in _checkIns) _bars.Add(kept.Start);
        }
        else
        {
            _bars?.Add(start);
        }
    }

    private void ForgetFlow(int index)
    {
        if (index >= 0) _checkIns[index] = _checkIns[index] with { Flow = null };
    }

    private bool TryMerge(int index, CheckIn checkIn)
    {
        if (index < 0 || index >= _checkIns.Count) return false;
        var kept = _checkIns[index];
        if ((kept.Start - checkIn.Start).Duration() > options.MergeWithin) return false;
        _checkIns[index] = (kept.Start <= checkIn.Start ? kept : checkIn) with
        {
            BytesOut = kept.BytesOut + checkIn.BytesOut,
            BytesIn = kept.BytesIn + checkIn.BytesIn,
            Flow = kept.Flow is null ? null : kept.Start <= checkIn.Start ? kept.Flow : checkIn.Flow,
        };
        return true;
    }
}
