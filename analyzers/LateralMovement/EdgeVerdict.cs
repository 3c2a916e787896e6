using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Weighs the steps of an edge; pure.</summary>
/// <param name="Risk">0 to 100.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
/// <param name="Worst">The act that names the finding.</param>
internal readonly record struct EdgeVerdict(int Risk, int Confidence, Severity Severity, RemoteAct Worst)
{
    private const int TriedShare = 2;      // what was refused counts half
    private const int SequenceBonus = 20;  // a program copied, then run, is more than both
    private const int ChainBonus = 10;     // per host that the path passed before
    private const int Medium = 40, High = 70;

    private static readonly RemoteAct[] Copies = [RemoteAct.ProgramWritten, RemoteAct.AdminFileWritten];
    private static readonly RemoteAct[] Runs = [RemoteAct.ServiceStarted, RemoteAct.TaskRun, RemoteAct.TaskRegistered, RemoteAct.WmiMethodCalled, RemoteAct.ObjectUsed, RemoteAct.JobAdded];
    private static readonly RemoteAct[] Evidences = [RemoteAct.OutputCollected, RemoteAct.ShellPipeOpened];

    /// <summary>The verdict; null when there is nothing worth a word.</summary>
    /// <param name="steps">What was done, in order.</param>
    /// <param name="hostsBefore">Hosts that the path passed before it came to the source.</param>
    /// <param name="leastRisk">What stays below is not told.</param>
    public static EdgeVerdict? Of(IReadOnlyList<Step> steps, int hostsBefore, int leastRisk)
    {
        var weights = new Dictionary<RemoteAct, int>();
        foreach (var step in steps)
        {
            var weight = step.Succeeded ? step.Act.Weight : step.Act.Weight / TriedShare;
            weights[step.Act] = Math.Max(weight, weights.GetValueOrDefault(step.Act));
        }
        if (weights.Count == 0) return null;
        var (worst, heaviest) = Heaviest(steps, weights);
        var others = weights.Values.Sum() - heaviest;
        var ran = weights.Keys.Any(Runs.Contains);
        var sequence = ran && (weights.Keys.Any(Copies.Contains) || weights.Keys.Any(Evidences.Contains)) ? SequenceBonus : 0;
        var risk = Math.Min(100, heaviest + others / 2 + sequence + (heaviest >= Medium ? ChainBonus * hostsBefore : 0));
        if (risk < leastRisk) return null;
        var confidence = Math.Min(100, 40 + 10 * weights.Count + sequence);
        return new EdgeVerdict(risk, confidence, risk >= High ? Severity.High : risk >= Medium ? Severity.Medium : Severity.Low, worst);
    }

    /// <summary>The techniques of all acts, those of the heaviest first, each once.</summary>
    public static string[] Techniques(IReadOnlyList<Step> steps) =>
        [.. steps.Select(step => step.Act).Distinct().OrderByDescending(act => act.Weight).ThenBy(act => act.Name, StringComparer.Ordinal)
            .SelectMany(act => act.Techniques).Distinct()];

    private static (RemoteAct Act, int Weight) Heaviest(IReadOnlyList<Step> steps, Dictionary<RemoteAct, int> weights)
    {
        var worst = steps[0].Act;
        foreach (var step in steps)
            if (weights[step.Act] > weights[worst]) worst = step.Act;
        return (worst, weights[worst]);
    }
}
