using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried, with the targets.</summary>
/// <param name="key">What tells it apart from others of its kind.</param>
/// <typeparam name="TKey">Of the source, and of what all targets share.</typeparam>
/// <typeparam name="TTarget">What differs: the host, the port, or both.</typeparam>
internal class AttemptsAt<TKey, TTarget>(TKey key, TargetText<TKey, TTarget> text) : Attempts where TTarget : notnull
{
    private const int TargetsKept = 4096; // a larger scan tells nothing more
    private const int OpenKept = 10;
    private const int FlowsKept = 5;

    // Nearly all fail at one target only, and a flood makes as many of these as fit: the sets come with the second target.
    private TTarget? _only;
    private HashSet<TTarget>? _silent;
    private List<TTarget>? _open;
    private Queue<FlowIdentity>? _flows;

    /// <inheritdoc/>
    public override string KeyText => text.OfKey(key);

    /// <inheritdoc/>
    public override int Targets => _silent?.Count ?? Math.Min(Failed, 1);

    /// <inheritdoc/>
    public override IReadOnlyCollection<FlowIdentity> Flows => (IReadOnlyCollection<FlowIdentity>?)_flows ?? [];

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

    /// <inheritdoc/>
    public override KeptAttempts Keep()
    {
        IEnumerable<TTarget> silent = _silent is null ? [_only!] : _silent;
        return new KeptAttempts(First, Last, Failed, Answered, [.. silent.Take(Targets).Select(text.OfTarget)])
        {
            Burst = Burst, Open = [.. Open.Select(text.OfTarget)], Flows = [.. Flows.Select(KeptFlow.Of)], Told = KeptTelling.Of(Telling),
        };
    }

    /// <inheritdoc/>
    public override void Recall(KeptAttempts kept)
    {
        TTarget[] silent = [.. kept.Silent.Take(TargetsKept).Select(text.Target)];
        (First, Last, Failed, Answered, Burst) = (kept.First, kept.Last, kept.Failed, kept.Answered, kept.Burst);
        _only = silent.Length > 0 ? silent[0] : default;
        _silent = silent.Length > 1 ? [.. silent] : null;
        _open = kept.Open.Count > 0 ? [.. kept.Open.Take(OpenKept).Select(text.Target)] : null;
        _flows = silent.Length > 1 ? new Queue<FlowIdentity>(kept.Flows.TakeLast(FlowsKept).Select(flow => flow.ToFlow())) : null;
        Telling = KeptTelling.Again(kept.Told);
    }

    private void Restart(Timestamp time)
    {
        First = time;
        (Failed, Answered, Burst) = (0, 0, 0);
        (_silent, _open, _flows) = (null, null, null);
        Telling = default;
    }
}
