using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>
/// What one source tried at one target, over and over, and nowhere else: nearly all that fail do no more, and a flood makes as many of these as fit, so that they are values in their table.
/// With a second target it is <see cref="Grown"/>.
/// </summary>
/// <typeparam name="TKey">Of the source, and of what all targets share.</typeparam>
/// <typeparam name="TTarget">What differs.</typeparam>
internal struct FirstTry<TKey, TTarget> where TTarget : struct, IEquatable<TTarget>
{
    /// <summary>The target.</summary>
    public TTarget Target { get; private set; }
    /// <summary>The first failure.</summary>
    public Timestamp First { get; private set; }
    /// <summary>The newest.</summary>
    public Timestamp Last { get; private set; }
    /// <summary>Connections that failed; 0 as long as nothing was tried.</summary>
    public int Failed { get; private set; }
    /// <summary>Whether there was a silence before one of them that ends a burst.</summary>
    public bool HasPaused { get; private set; }

    /// <summary>All that it tried, once that is more; null before.</summary>
    public AttemptsAt<TKey, TTarget>? Grown { get; set; }

    /// <summary>Counts a failure; true when its target is new. Only for one that is not grown, and nothing is counted (null) where it has to grow.</summary>
    public bool? Fail(TTarget target, Timestamp start, ScanOptions options)
    {
        var silence = Failed == 0 ? TimeSpan.MaxValue : start - Last;
        if (silence > options.SlowForgetAfter)
        {
            this = new FirstTry<TKey, TTarget> { Target = target, First = start, Last = start, Failed = 1 };
            return true;
        }
        if (!target.Equals(Target)) return null;
        HasPaused |= silence > options.ForgetAfter;
        Last = Timestamp.Max(Last, start);
        Failed++;
        return false;
    }
}
