namespace NetSensor.Analyzers.Common.Memory;

/// <summary>How the entries of a <see cref="LastingMap{TKey,TEntry,TKept}"/> are kept.</summary>
/// <param name="Text">What tells an entry apart, as a text.</param>
/// <param name="Keep">What of an entry is kept.</param>
/// <param name="Again">Key and entry again, of that text and what was kept.</param>
internal sealed record KeptForm<TKey, TEntry, TKept>(Func<TEntry, string> Text, Func<TEntry, TKept> Keep, Func<string, TKept, (TKey Key, TEntry Entry)> Again);
