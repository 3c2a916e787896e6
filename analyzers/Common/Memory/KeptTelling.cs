using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>What was told of a story, as it is kept over a restart.</summary>
/// <param name="Times">How often.</param>
/// <param name="Worst">The worst of it.</param>
/// <param name="Size">How large it was the last time.</param>
internal sealed record KeptTelling(int Times, Severity Worst, double Size)
{
    /// <summary>From a telling; null when nothing was told.</summary>
    public static KeptTelling? Of(in Telling telling) => telling.Times == 0 ? null : new(telling.Times, telling.Worst, telling.ToldSize);

    /// <summary>The telling again.</summary>
    public static Telling Again(KeptTelling? kept) => kept is null ? default : Telling.Of(kept.Times, kept.Worst, kept.Size);
}
