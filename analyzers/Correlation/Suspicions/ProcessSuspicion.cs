namespace NetSensor.Analyzers.Correlation;

/// <summary>How suspicious a process is, by its call, its program, who began it and that it talks; pure.</summary>
public static class ProcessSuspicion
{
    private const int Most = 60;              // an endpoint alone never makes the whole of a risk
    private const int MostGenerations = 3;    // above these everything comes from the same few programs

    /// <summary>All reasons, each once, the weightiest first.</summary>
    /// <param name="lineage">The process with its ancestors, the eldest first.</param>
    /// <param name="isTalking">Whether it is a process of the finding's connections, and not only one of the host.</param>
    public static IReadOnlyList<Suspicion> Of(IReadOnlyList<ProcessStart> lineage, bool isTalking)
    {
        if (lineage.Count == 0) return [];
        var reasons = new List<Suspicion>(Own(lineage, lineage.Count - 1));
        if (isTalking) reasons.AddRange(NetworkSuspicions.Of(lineage[^1].Name));
        for (var i = lineage.Count - 2; i >= 0 && i >= lineage.Count - 1 - MostGenerations; i--)
            reasons.AddRange(Own(lineage, i).Select(reason => reason with { Points = reason.Points / 2, Why = $"its ancestor {lineage[i].Name}: {reason.Why}" }));
        return [.. reasons.GroupBy(reason => reason.Name).Select(same => same.MaxBy(reason => reason.Points)!).OrderByDescending(reason => reason.Points).ThenBy(reason => reason.Name, StringComparer.Ordinal)];
    }

    /// <summary>The points of all reasons, cut to what an endpoint may weigh.</summary>
    public static int Sum(IEnumerable<Suspicion> reasons) => Math.Min(reasons.Sum(reason => reason.Points), Most);

    private static IEnumerable<Suspicion> Own(IReadOnlyList<ProcessStart> lineage, int at)
    {
        var process = lineage[at];
        var own = CommandSuspicions.Of(process).Concat(ImageSuspicions.Of(process));
        return at == 0 ? own : own.Concat(LineageSuspicions.Of(lineage[at - 1].Name, process));
    }
}
