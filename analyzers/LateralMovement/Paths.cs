using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>How intruders came to the hosts they were seen on: the path that led to each host, as far as it was told.</summary>
internal sealed class Paths(LateralMovementOptions options) : IRemembered
{
    private const string Prefix = "path ";
    private const int LongestPath = 16; // hosts; a longer one is cut at its beginning

    private readonly BoundedMap<IpAddr, Arrival> _arrivals = new(options.Edges);

    private readonly SortedDictionary<IpAddr, Arrival> _changed = [];

    /// <summary>An arrival as it is kept.</summary>
    internal sealed record Kept(string[] Path, long Time, long Desktop);

    private sealed class Arrival
    {
        public IpAddr[] Path = [];
        public Timestamp Time;
        public Timestamp Desktop = Timestamp.MinValue;
    }

    /// <summary>The hosts before this one, the first first; empty when nobody was seen to enter it in time.</summary>
    public IReadOnlyList<IpAddr> Before(IpAddr host, Timestamp now) =>
        _arrivals.TryGet(host, out var arrival) && now - arrival.Time <= options.ChainWithin && now >= arrival.Time ? arrival.Path : [];

    /// <summary>Whether somebody came to the host by a remote desktop moments ago.</summary>
    public bool IsByDesktop(IpAddr host, Timestamp now) =>
        _arrivals.TryGet(host, out var arrival) && arrival.Desktop != Timestamp.MinValue && now >= arrival.Desktop && now - arrival.Desktop <= options.DesktopChainWithin;

    /// <summary>Notes that the edge's target was entered; the first path that leads there stays.</summary>
    public void Enter(Edge edge)
    {
        if (edge.Before.Contains(edge.Target)) return; // going back is no new way
        var now = edge.Steps[0].Time;
        var arrival = _arrivals.GetOrAdd(edge.Target, static _ => new Arrival());
        if (_changed.Count < options.Edges) _changed[edge.Target] = arrival; // a replay without a memory never saves
        if (edge.GivesHands) arrival.Desktop = Timestamp.Max(arrival.Desktop, edge.Steps.First(step => step.Act == RemoteAct.RdpOpened && step.Succeeded).Time);
        if (arrival.Path.Length > 0 && now - arrival.Time <= options.ChainWithin) return;
        arrival.Path = [.. edge.Before.TakeLast(LongestPath - 1), edge.Source];
        arrival.Time = now;
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        try
        {
            if (!IpAddr.TryParse(key[Prefix.Length..], out var host) || JsonSerializer.Deserialize(value, KeptTypes.Default.Kept) is not { Path: not null } kept) throw new FormatException("no path");
            var arrival = _arrivals.GetOrAdd(host, static _ => new Arrival());
            (arrival.Path, arrival.Time, arrival.Desktop) = ([.. kept.Path.Select(IpAddr.Parse)], new Timestamp(kept.Time), new Timestamp(kept.Desktop));
        }
        catch (JsonException fault)
        {
            throw new FormatException("no path", fault);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        foreach (var (host, arrival) in _changed)
            if (!memory.KeepsNothing) memory.Keep($"{Prefix}{host}", JsonSerializer.SerializeToUtf8Bytes(new Kept([.. arrival.Path.Select(before => before.ToString())], arrival.Time.Nanoseconds, arrival.Desktop.Nanoseconds), KeptTypes.Default.Kept),
                Timestamp.Max(arrival.Time, arrival.Desktop));
        _changed.Clear();
    }
}
