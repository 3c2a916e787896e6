using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Puts what one host did on another into words and numbers.</summary>
internal static class LateralStory
{
    private const int StepsTold = 12;   // in the sentence only the first four
    private const int FlowsTold = 8;

    public static Detection Tell(Edge edge, EdgeVerdict verdict, IReadOnlyList<IpAddr> before, Timestamp now)
    {
        var steps = edge.Steps;
        return new Detection
        {
            Id = StableId.Of("lateral-movement", edge.Source.ToString(), edge.Target.ToString()),
            Detector = "lateral-movement",
            Time = now,
            FirstSeen = steps.Min(step => step.Time),
            LastSeen = steps.Max(step => step.Time),
            Title = $"{edge.Source} {verdict.Worst.Saying} {edge.Target}{(edge.Accounts.Count > 0 ? $" as {edge.Accounts[0]}" : string.Empty)}",
            Reason = Reason(edge, before),
            Severity = verdict.Severity,
            Confidence = verdict.Confidence,
            Risk = verdict.Risk,
            Source = edge.Source,
            Destination = edge.Target,
            DestinationPort = steps[^1].Flow.ResponderPort,
            Flows = [.. steps.Select(step => step.Flow).DistinctBy(flow => flow.Uid).TakeLast(FlowsTold)],
            Evidence = Numbers(steps, before),
            Accounts = edge.Accounts,
            Steps = [.. steps.Take(StepsTold).Select(Sentence)],
            Techniques = AttackCatalog.Find(EdgeVerdict.Techniques(steps)),
            Count = edge.TimesTold,
        };
    }

    private static string Reason(Edge edge, IReadOnlyList<IpAddr> before)
    {
        var told = string.Join("; ", edge.Steps.OrderByDescending(step => step.Act.Weight).Take(4).OrderBy(step => step.Time).Select(Sentence));
        var names = edge.Accounts.Count > 0 ? $" Accounts: {string.Join(", ", edge.Accounts)}." : string.Empty;
        var path = before.Count > 0 ? $" Path: {string.Join(" → ", before)} → {edge.Source} → {edge.Target}." : string.Empty;
        var failed = edge.Steps.Count(step => !step.Succeeded);
        var count = edge.Steps.Count == 1 ? "One step" : string.Create(CultureInfo.InvariantCulture, $"{edge.Steps.Count} different steps, {failed} of them refused");
        return $"{count}: {told}.{names}{path}";
    }

    private static string Sentence(Step step)
    {
        var details = step.Details.Length > 0 ? $" ({step.Details})" : string.Empty;
        var times = step.Repeats > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step.Repeats} times") : string.Empty;
        return $"{step.Time.ToString()[11..19]} {step.Act.Name}{details}{(step.Succeeded ? string.Empty : ", refused")}{times}";
    }

    private static List<Evidence> Numbers(IReadOnlyList<Step> steps, IReadOnlyList<IpAddr> before) =>
    [
        new("steps", steps.Count, "steps"),
        new("steps_refused", steps.Count(step => !step.Succeeded), "steps"),
        new("calls", steps.Sum(step => step.Repeats), "calls"),
        new("duration", Math.Round((steps.Max(step => step.Time) - steps.Min(step => step.Time)).TotalSeconds, 3), "s"),
        new("hosts_before", before.Count, "hosts"),
    ];
}
