namespace NetSensor.Analyzers.Scans;

/// <summary>How attempts of one kind are written where they are kept over a restart; what is not of the kind is refused with <see cref="FormatException"/>.</summary>
/// <param name="OfKey">The key as text.</param>
/// <param name="Key">The key of a text.</param>
/// <param name="OfTarget">A target as text.</param>
/// <param name="Target">The target of a text.</param>
internal sealed record TargetText<TKey, TTarget>(Func<TKey, string> OfKey, Func<string, TKey> Key, Func<TTarget, string> OfTarget, Func<string, TTarget> Target);
