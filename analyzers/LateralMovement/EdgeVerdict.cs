using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Weighs the steps of an edge; pure.</summary>
/// <param name="Parts">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Worst">The act that names the finding.</param>
internal sealed record EdgeVerdict(IReadOnlyList<RiskPart> Parts, int Confidence, RemoteAct Worst)
{
    private const int TriedShare = 2;      // what was refused counts half
    private const int SequenceBonus = 20;  // a program copied, then run, is more than both
    private const int ChainBonus = 10;     // per host that the path passed before
    private const int DesktopChain = 20;   // from one remote desktop to the next; as much again when it goes over a workstation, which is no jump host
    private const int DesktopAndFiles = 10;
    private const int Workstations = 10;   // work between two of them: neither is there to be worked on
    private const int FirstTime = 10, FirstTimeOfClient = 20;
    private const int Fallback = 10;       // NTLM where Kerberos is the norm
    private const double HabitOfPair = 0.6, HabitOfSource = 0.3; // shares of the steps' weight that a habit takes away
    private const int Look = 10;           // below it everybody's work lies (SSH)
    private const int NoHabit = 60;        // what weighs this much is nobody's daily work
    private const int Medium = 40, High = 70;

    private static readonly RemoteAct[] Copies = [RemoteAct.ProgramWritten, RemoteAct.AdminFileWritten];
    private static readonly RemoteAct[] Runs = [RemoteAct.ServiceStarted, RemoteAct.TaskRun, RemoteAct.TaskRegistered, RemoteAct.WmiMethodCalled, RemoteAct.ObjectUsed, RemoteAct.JobAdded];
    private static readonly RemoteAct[] Evidences = [RemoteAct.OutputCollected, RemoteAct.ShellPipeOpened];

    /// <summary>0 to 100.</summary>
    public int Risk { get; } = Math.Clamp(Parts.Sum(part => part.Points), 0, 100);

    /// <summary>Follows from the risk.</summary>
    public Severity Severity => SeverityOf(Risk);

    /// <summary>The severity of a risk.</summary>
    public static Severity SeverityOf(int risk) => risk >= High ? Severity.High : risk >= Medium ? Severity.Medium : Severity.Low;

    /// <summary>The verdict; null when there is nothing worth a word.</summary>
    public static EdgeVerdict? Of(Edge edge, Situation situation, int leastRisk)
    {
        var weights = new Dictionary<RemoteAct, int>();
        foreach (var step in edge.Steps)
        {
            var weight = step.Succeeded ? step.Act.Weight : step.Act.Weight / TriedShare;
            weights[step.Act] = Math.Max(weight, weights.GetValueOrDefault(step.Act));
        }
        if (weights.Count == 0) return null;
        var worst = edge.Steps.Select(step => step.Act).MaxBy(act => weights[act])!; // the first of equals
        var sequence = weights.Keys.Any(Runs.Contains) && (weights.Keys.Any(Copies.Contains) || weights.Keys.Any(Evidences.Contains));
        var parts = new RiskTally();
        parts.Add(worst.Name, weights[worst], $"it {worst.Saying} the target");
        parts.Add("other-steps", (weights.Values.Sum() - weights[worst]) / 2, "half of what the other steps weigh");
        if (sequence) parts.Add("sequence", SequenceBonus, "a program was copied and run, or run and its output collected");
        var steps = parts.Sum;
        AddPath(parts, edge, situation, weights);
        AddHabit(parts, steps, weights[worst], situation);
        if (edge.FellBackToNtlm && weights[worst] >= Medium) parts.Add("ntlm", Fallback, "NTLM where Kerberos is the norm: as with a stolen hash, or an address in place of a name");
        var verdict = new EdgeVerdict(parts.Parts, Math.Min(100, 40 + 10 * weights.Count + (sequence ? SequenceBonus : 0)), worst);
        return verdict.Risk < leastRisk ? null : verdict;
    }

    /// <summary>The techniques of all acts, those of the heaviest first, each once.</summary>
    public static string[] Techniques(IEnumerable<Step> steps) =>
        [.. steps.Select(step => step.Act).Distinct().OrderByDescending(act => act.Weight).ThenBy(act => act.Name, StringComparer.Ordinal)
            .SelectMany(act => act.Techniques).Distinct()];

    private static void AddPath(RiskTally parts, Edge edge, Situation situation, Dictionary<RemoteAct, int> weights)
    {
        var heaviest = weights.Values.Max();
        if (heaviest >= Medium) parts.Add("path", ChainBonus * situation.HostsBefore, "hosts that were entered before on the way");
        if (!edge.GivesHands) return;
        if (situation.ByDesktop)
            parts.Add("desktop-chain", situation.Source == HostRole.Client ? 2 * DesktopChain : DesktopChain, "from one remote desktop to the next within minutes");
        if (weights.Keys.Any(Copies.Contains)) parts.Add("desktop-and-files", DesktopAndFiles, "a remote desktop, and files written to its administrative shares");
    }

    private static void AddHabit(RiskTally parts, int steps, int heaviest, Situation situation)
    {
        var familiarity = situation.Familiarity;
        if (heaviest >= Look && situation is { Source: HostRole.Client, Target: HostRole.Client }) parts.Add("workstations", Workstations, "from workstation to workstation");
        if (familiarity is { HasLearnt: true, PairDays: 0, IsUsualSource: false })
            parts.Add("first-time", situation.Source == HostRole.Client ? FirstTimeOfClient : FirstTime, "the source never administered this host before, nor others as a habit");
        if (heaviest >= NoHabit) return;
        if (familiarity.IsUsualPair) parts.Add("habit", -HabitOfPair * steps, $"it did so on {familiarity.PairDays:F0} days before");
        else if (familiarity.IsUsualSource) parts.Add("habit", -HabitOfSource * steps, $"an administrator's host: it did so elsewhere on {familiarity.SourceDays:F0} days before");
    }
}
