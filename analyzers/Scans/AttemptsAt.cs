using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>What one source tried, with the targets.</summary>
/// <param name="key">What tells it apart from others of its kind.</param>
/// <typeparam name="TKey">Of the source, and of what all targets share.</typeparam>
/// <typeparam name="TTarget">What differs: the host, the port, or both.</typeparam>
internal class AttemptsAt<TKey, TTarget>(TKey key, TargetText<TKey, TTarget> text) : Attempts where TTarget : struct, IEquatable<TTarget>
{
    private const int TargetsKept = 4096; // a larger scan tells nothing more
    private const int OpenKept = 10;

    private SmallSet<TTarget> _silent;
    private List<TTarget>? _open;
    private NewestFlows _flows; // from the second target on

    /// <summary>Those that began with one target.</summary>
    public AttemptsAt(TKey key, TargetText<TKey, TTarget> text, in FirstTry<TKey, TTarget> first) : this(key, text)
    {
        if (first.Failed == 0) return;
        (First, Last, Failed, Burst) = (first.First, first.Last, first.Failed, first.HasPaused ? 0 : 1);
        _silent.Add(first.Target);
    }

    /// <inheritdoc/>
    public override string KeyText => text.OfKey(key);

    /// <inheritdoc/>
    public override int Targets => _silent.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<FlowIdentity> Flows => _flows.ToList();

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
        Failed++;
        if (_silent.Count >= TargetsKept || !_silent.Add(target)) return false;
        Burst++;
        if (Failed > 1) _flows.Add(flow);
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
        return new KeptAttempts(First, Last, Failed, Answered, [.. _silent.ToArray().Select(text.OfTarget)])
        {
            Burst = Burst, Open = [.. Open.Select(text.OfTarget)], Flows = _flows.Keep(), Told = KeptTelling.Of(Telling),
        };
    }

    /// <inheritdoc/>
    public override void Recall(KeptAttempts kept)
    {
        TTarget[] silent = [.. kept.Silent.Take(TargetsKept).Select(text.Target)];
        (First, Last, Failed, Answered, Burst) = (kept.First, kept.Last, kept.Failed, kept.Answered, kept.Burst);
        _silent = default;
        foreach (var target in silent) _silent.Add(target);
        _open = kept.Open.Count > 0 ? [.. kept.Open.Take(OpenKept).Select(text.Target)] : null;
        _flows = silent.Length > 1 ? NewestFlows.Again(kept.Flows) : default;
        Telling = KeptTelling.Again(kept.Told);
    }

    private void Restart(Timestamp time)
    {
        First = time;
        (Failed, Answered, Burst) = (0, 0, 0);
        (_silent, _open, _flows) = (default, null, default);
        Telling = default;
    }
}
