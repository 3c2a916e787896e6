using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What one host sends to one destination, by hour and day.</summary>
internal sealed class UploadChannel(UploadKey key, UploadHost host, RecentNumbers visitors, bool isNew, Timestamp first) : IKept
{
    private const int DaysKept = 31;
    private static readonly TimeSpan GoesOn = TimeSpan.FromHours(1); // a silence within one upload

    private List<DayVolume>? _earlier; // days before today, in order
    private DayVolume? _today;
    private NewestFlows _flows;
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
    public LargestUpload? Largest { get; private set; }
    public long Connections { get; private set; }
    /// <summary>Its days in order, today last.</summary>
    public IReadOnlyList<DayVolume> Days => _today is { } today ? [.. _earlier ?? [], today] : [];
    public IReadOnlyList<FlowIdentity> Flows => _flows.ToList();

    public bool IsTouched { get; set; }

    public bool IsUnsaved { get; set; }

    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;

    private Telling _telling;

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
        if (told.Flow is not { } flow) return;
        if (volume.FromOriginator >= (Largest?.Bytes ?? 0)) Largest = LargestUpload.Of(told, flow, Key.Host, volume.FromOriginator);
        if (!_flows.Contains(flow)) _flows.Add(flow);
    }

    /// <summary>The channel as it is kept.</summary>
    public KeptUploadChannel Keep() => new(First, IsNew, _telling.Times, _telling.Worst, _telling.ToldSize, [.. Days.Select(day => new[] { day.Day, day.Out, day.In })]);

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">Its days are none.</exception>
    public void Recall(KeptUploadChannel kept)
    {
        (First, IsNew) = (kept.First, kept.IsNew);
        DayVolume[] days = [.. kept.Days.Select(day => day.Length == 3 ? new DayVolume((int)day[0], day[1], day[2]) : throw new FormatException("no day")), .. Days];
        _earlier = days.Length > 1 ? [.. days[..^1]] : null;
        _today = days.Length > 0 ? days[^1] : null;
        _telling = Telling.Of(kept.Told, kept.ToldSeverity, kept.ToldBytes);
    }

    /// <summary>What moved today.</summary>
    public DayVolume Today => _today!.Value;

    /// <summary>An upload that goes on over midnight belongs to the day on which it began.</summary>
    private void AddDay(DayVolume moved, TimeSpan silence)
    {
        if (_today is { } today && moved.Day - today.Day <= (silence < GoesOn ? 1 : 0))
        {
            _today = new DayVolume(today.Day, today.Out + moved.Out, today.In + moved.In);
            return;
        }
        if (_today is { } over)
        {
            _earlier ??= [];
            if (_earlier.Count == DaysKept - 1) _earlier.RemoveAt(0);
            _earlier.Add(over);
        }
        _today = moved;
    }
}
