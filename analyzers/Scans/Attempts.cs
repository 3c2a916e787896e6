using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried: one port of many hosts, many ports of one host, or many ports of many hosts.</summary>
/// <typeparam name="TTarget">What differs: the host, the port, or both.</typeparam>
internal sealed class Attempts<TTarget> where TTarget : notnull
{
    private const int TargetsKept = 4096; // a larger scan tells nothing more
    private const int OpenKept = 10;
    private const int FlowsKept = 5;

    // Nearly all fail at one target only, and a flood makes as many of these as fit: the sets come with the second target.
    private TTarget? _only;
    private HashSet<TTarget>? _silent;
    private List<TTarget>? _open;
    private Queue<FlowIdentity>? _flows;
    private Telling _telling;

    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; } = Timestamp.MinValue;
    public int Failed { get; private set; }
    public int Answered { get; private set; }
    /// <summary>Different targets that did not answer since the last silence between tries.</summary>
    public int Burst { get; private set; }
    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;

    /// <summary>Different targets that did not answer.</summary>
    public int Targets => _silent?.Count ?? Math.Min(Failed, 1);
    public double FailedShare => Failed / (double)Math.Max(1, Failed + Answered);
    public IReadOnlyCollection<FlowIdentity> Flows => (IReadOnlyCollection<FlowIdentity>?)_flows ?? [];
    /// <summary>Targets that did answer, the first of them.</summary>
    public IReadOnlyList<TTarget> Open => (IReadOnlyList<TTarget>?)_open ?? [];

    /// <summary>Counts a failure; true when its target is new.</summary>
    /// <param name="pause">A silence that ends a burst.</param>
    /// <param name="forgetAfter">A silence that ends it all.</param>
    public bool Fail(TTarget target, FlowIdentity flow, TimeSpan pause, TimeSpan forgetAfter)
    {
        var silence = Last == Timestamp.MinValue ? TimeSpan.MaxValue : flow.Start - Last;
        if (silence > forgetAfter) Restart(flow.Start);
        if (silence > pause) Burst = 0;
        Last = Timestamp.Max(Last, flow.Start);
        if (Failed++ == 0)
        {
            (_only, Burst) = (target, 1);
            return true;
        }
        if (_silent is null && target.Equals(_only)) return false;
        _silent ??= [_only!];
        _flows ??= new Queue<FlowIdentity>(FlowsKept);
        if (_silent.Count >= TargetsKept || !_silent.Add(target)) return false;
        Burst++;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
        return true;
    }

    /// <summary>Counts a connection that was answered.</summary>
    public void Answer(TTarget target)
    {
        Answered++;
        _open ??= [];
        if (_open.Count < OpenKept && !_open.Contains(target)) _open.Add(target);
    }

    private void Restart(Timestamp time)
    {
        First = time;
        (Failed, Answered, Burst) = (0, 0, 0);
        (_silent, _open, _flows) = (null, null, null);
        _telling = default;
    }
}
