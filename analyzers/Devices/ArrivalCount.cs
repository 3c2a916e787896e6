using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>When new devices came to one part of the network, the last week long.</summary>
internal sealed class ArrivalCount(string part) : IKept
{
    private const int MostTimes = 512; // where more come in a week, nobody counts them
    private static readonly TimeSpan Day = TimeSpan.FromDays(1), Week = TimeSpan.FromDays(7);

    private Queue<Timestamp>? _times; // as they came, from the second on: most parts have one device
    private Timestamp _first;
    private int _known, _withDhcp;

    /// <summary>The zone, or the network.</summary>
    public string Part { get; } = part;

    /// <inheritdoc/>
    public Timestamp Last { get; private set; }

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>How it is at that moment.</summary>
    public ArrivalRate RateAt(Timestamp at)
    {
        var lately = Times.Count(time => at - time < Day);
        var week = Times.Count(time => at - time < Week);
        var days = Math.Min((at - _first).TotalDays, Week.TotalDays) - 1;
        return new ArrivalRate(Part, _known, lately, days <= 0 ? 0 : (week - lately) / Math.Max(1, days), _withDhcp);
    }

    /// <summary>A device came.</summary>
    public void Add(Timestamp at, bool usesDhcp)
    {
        var times = Times;
        if (_known++ == 0) _first = at;
        if (usesDhcp) _withDhcp++;
        Last = Timestamp.Max(Last, at);
        if (_known == 1) return;
        _times ??= new Queue<Timestamp>(times);
        while (_times.Count >= MostTimes || (_times.TryPeek(out var oldest) && Last - oldest >= Week)) _times.Dequeue(); // ends: each turn takes one out
        _times.Enqueue(at);
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptArrivals Keep() => new(_first, Last, _known, _withDhcp, [.. Times]);

    /// <summary>The count again.</summary>
    public static ArrivalCount Again(string part, KeptArrivals kept)
    {
        var count = new ArrivalCount(part) { _first = kept.First, Last = kept.Last, _known = kept.Known, _withDhcp = kept.WithDhcp };
        if (!kept.Times.SequenceEqual(count.Times)) count._times = new Queue<Timestamp>(kept.Times);
        return count;
    }

    private IReadOnlyCollection<Timestamp> Times => _times ?? (_known == 0 ? [] : (IReadOnlyCollection<Timestamp>)[_first]);
}
