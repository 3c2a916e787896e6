using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried on one port of many hosts, or on many ports of one host.</summary>
/// <typeparam name="TTarget">What differs: the host or the port.</typeparam>
internal sealed class Attempts<TTarget> where TTarget : notnull
{
    private const int TargetsKept = 4096; // a larger scan tells nothing more
    private const int FlowsKept = 5;

    private readonly HashSet<TTarget> _silent = [];
    private readonly Queue<FlowIdentity> _flows = new(FlowsKept);

    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; } = Timestamp.MinValue;
    public int Failed { get; private set; }
    public int Answered { get; private set; }
    public int Told { get; set; }
    public int ToldTargets { get; set; }

    /// <summary>Different targets that did not answer.</summary>
    public int Targets => _silent.Count;
    public double FailedShare => Failed / (double)Math.Max(1, Failed + Answered);
    public IReadOnlyCollection<FlowIdentity> Flows => _flows;

    /// <summary>Counts a failure; true when its target is new.</summary>
    public bool Fail(TTarget target, FlowIdentity flow, TimeSpan forgetAfter)
    {
        if (Last == Timestamp.MinValue || flow.Start - Last > forgetAfter) Restart(flow.Start);
        Last = Timestamp.Max(Last, flow.Start);
        Failed++;
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
        _silent.Clear();
        _flows.Clear();
    }
}
