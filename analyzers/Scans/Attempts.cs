using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried on one port of many hosts, or on many ports of one host.</summary>
/// <typeparam name="TTarget">What differs: the host or the port.</typeparam>
internal sealed class Attempts<TTarget> where TTarget : notnull
{
    private const int TargetsKept = 4096; // a larger scan tells nothing more
    private const int FlowsKept = 5;

    // Nearly all fail at one target only, and a flood makes as many of these as fit: the sets come with the second target.
    private TTarget? _only;
    private HashSet<TTarget>? _silent;
    private Queue<FlowIdentity>? _flows;

    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; } = Timestamp.MinValue;
    public int Failed { get; private set; }
    public int Answered { get; private set; }
    public int Told { get; set; }
    public int ToldTargets { get; set; }

    /// <summary>Different targets that did not answer.</summary>
    public int Targets => _silent?.Count ?? Math.Min(Failed, 1);
    public double FailedShare => Failed / (double)Math.Max(1, Failed + Answered);
    public IReadOnlyCollection<FlowIdentity> Flows => (IReadOnlyCollection<FlowIdentity>?)_flows ?? [];

    /// <summary>Counts a failure; true when its target is new.</summary>
    public bool Fail(TTarget target, FlowIdentity flow, TimeSpan forgetAfter)
    {
        if (Last == Timestamp.MinValue || flow.Start - Last > forgetAfter) Restart(flow.Start);
        Last = Timestamp.Max(Last, flow.Start);
        if (Failed++ == 0)
        {
            _only = target;
            return true;
        }
        if (_silent is null && target.Equals(_only)) return false;
        _silent ??= [_only!];
        _flows ??= new Queue<FlowIdentity>(FlowsKept);
        if (_silent.Count >= TargetsKept || !_silent.Add(target)) return false;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
        return true;
    }

    /// <summary>Counts a connection that was answered.</summary>
    public void Answer() => Answered++;

    private void Restart(Timestamp time)
    {
        First = time;
        (Failed, Answered, Told, ToldTargets) = (0, 0, 0, 0);
        (_silent, _flows) = (null, null);
    }
}
