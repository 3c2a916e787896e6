using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Scans;

/// <summary>Attempts of one kind, bounded.</summary>
/// <param name="text">How they are written.</param>
/// <param name="options">How many there may be, and which silences end them.</param>
/// <param name="fewest">Different targets that make a scan.</param>
internal sealed class AttemptTable<TKey, TTarget>(TargetText<TKey, TTarget> text, ScanOptions options, int fewest) where TKey : notnull where TTarget : struct, IEquatable<TTarget>
{
    private readonly BoundedMap<TKey, FirstTry<TKey, TTarget>> _tries = new(options.Pairs);
    private readonly bool _growsAtOnce = Math.Min(1, options.SlowFactor) * fewest <= 1; // a single target may be told

    /// <summary>Attempts that had to make room for newer ones.</summary>
    public long Evictions => _tries.Evictions;

    /// <summary>Those at more than one target, among others.</summary>
    public IEnumerable<Attempts> Grown => _tries.Values.Select(tries => tries.Grown).OfType<Attempts>();

    /// <summary>Counts a failure; true when its target is new.</summary>
    /// <param name="key">Of the source, and of what all targets share.</param>
    /// <param name="target">What differs.</param>
    /// <param name="flow">By what it was tried.</param>
    /// <param name="attempts">All that the source tried; null when that is this target only.</param>
    public bool Fail(TKey key, TTarget target, FlowIdentity flow, out AttemptsAt<TKey, TTarget>? attempts)
    {
        ref var tries = ref _tries.RefOrAdd(key);
        if (tries.Grown is null && !_growsAtOnce && tries.Fail(target, flow.Start, options) is { } isNew)
        {
            attempts = null;
            return isNew;
        }
        attempts = tries.Grown ??= new AttemptsAt<TKey, TTarget>(key, text, in tries);
        return attempts.Fail(target, flow, options.ForgetAfter, options.SlowForgetAfter);
    }

    /// <summary>Counts a connection that was answered; null where nothing failed.</summary>
    public Attempts? Answer(TKey key, TTarget target)
    {
        if (!_tries.TryPeek(key, out _)) return null;
        var attempts = Of(key);
        attempts.Answer(target);
        return attempts;
    }

    /// <summary>The attempts of this key, made on the spot.</summary>
    public AttemptsAt<TKey, TTarget> Of(TKey key)
    {
        ref var tries = ref _tries.RefOrAdd(key);
        return tries.Grown ??= new AttemptsAt<TKey, TTarget>(key, text, in tries);
    }
}
