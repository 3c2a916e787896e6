using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What one host sends to one destination, by hour and day.</summary>
internal sealed class UploadChannel(UploadKey key, UploadHost host, RecentNumbers visitors, bool isNew, Timestamp first) : IKept
{
    private const int DaysKept = 31;
    private const int FlowsKept = 5;
    private static readonly TimeSpan GoesOn = TimeSpan.FromHours(1); // a silence within one upload

    private readonly List<DayVolume> _days = new(1);         // in order, today last
    private readonly Queue<FlowIdentity> _flows = new(1);
    private long _hour = -1;

    public UploadKey Key { get; } = key;
    public UploadHost Host { get; } = host;
    /// <summary>Hosts that go there, by their numbers.</summary>
    public RecentNumbers Visitors { get; } = visitors;
    /// <summary>Whether the host had not gone there before.</summary>
    public bool IsNew { get; private set; } = isNew;
    public Timestamp First { get; private set; } = first;
    public Timestamp Last { get; private set; } = first;
    public long HourOut { get; private set; }
    /// <summary>The flow by which most left, and what was told of it.</summary>
    public FlowEvent? Largest { get; private set; }
    public long Connections { get; private set; }
    public IReadOnlyList<DayVolume> Days => _days;
    public IReadOnlyCollection<FlowIdentity> Flows => _flows;

    public bool IsTouched { get; set; }

    public bool IsUnsaved { get; set; }

    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;

    private Telling _telling;
    private long _largestOut;

    /// <summary>Adds what a flow moved since it was last told of.</summary>
    public void Add(FlowEvent told, FlowVolume volume)
    {
        var now = told.Time;
        var silence = now - Last;
        Last = Timestamp.Max(Last, now);
        var hour = UploadClock.HourOf(now);
        if (hour > _hour) (_hour, HourOut) = (hour, 0);
        HourOut += volume.FromOriginator;
        AddDay(new DayVolume(UploadClock.DayOf(now), volume.FromOriginator, volume.FromResponder), silence);
        if (!told.IsInterim) Connections++;
        if (volume.FromOriginator <= volume.FromResponder && Largest is not null) return;
        if (volume.FromOriginator >= _largestOut) (Largest, _largestOut) = (told, volume.FromOriginator);
        if (told.Flow is not { } flow || _flows.Contains(flow)) return;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
    }

    /// <summary>The channel as it is kept.</summary>
    public KeptUploadChannel Keep() => new(First, IsNew, _telling.Times, _telling.Worst, _telling.ToldSize, [.. _days.Select(day => new[] { day.Day, day.Out, day.In })]);

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">Its days are none.</exception>
    public void Recall(KeptUploadChannel kept)
    {
        (First, IsNew) = (kept.First, kept.IsNew);
        _days.InsertRange(0, kept.Days.Select(day => day.Length == 3 ? new DayVolume((int)day[0], day[1], day[2]) : throw new FormatException("no day")));
        _telling = Telling.Of(kept.Told, kept.ToldSeverity, kept.ToldBytes);
    }

    /// <summary>What moved today.</summary>
    public DayVolume Today => _days[^1];

    /// <summary>An upload that goes on over midnight belongs to the day on which it began.</summary>
    private void AddDay(DayVolume moved, TimeSpan silence)
    {
        if (_days.Count > 0 && moved.Day - _days[^1].Day <= (silence < GoesOn ? 1 : 0))
        {
            var today = _days[^1];
            _days[^1] = new DayVolume(today.Day, today.Out + moved.Out, today.In + moved.In);
            return;
        }
        if (_days.Count == DaysKept) _days.RemoveAt(0);
        _days.Add(moved);
    }
}
