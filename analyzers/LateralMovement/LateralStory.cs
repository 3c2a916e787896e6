using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Puts an incident into words and numbers: first host, path, every host, accounts, what was run and what was read.</summary>
internal static class LateralStory
{
    private const int StepsTold = 24;   // in the sentence only the first four
    private const int EdgesTold = 8;    // in the sentence
    private const int FlowsTold = 8;
    private const int DetailsTold = 4;

    private static readonly RemoteAct[] Runs =
        [RemoteAct.ServiceCreated, RemoteAct.ServiceStarted, RemoteAct.TaskRegistered, RemoteAct.JobAdded, RemoteAct.WmiMethodCalled, RemoteAct.ObjectUsed, RemoteAct.ProgramWritten];

    private static readonly RemoteAct[] Reads =
        [RemoteAct.AdminFileRead, RemoteAct.OutputCollected, RemoteAct.RegistrySaved, RemoteAct.SecretRead, RemoteAct.BackupKeyRead, RemoteAct.RegistryRead];

    public static Detection Tell(Incident incident, Timestamp now)
    {
        var edges = incident.Edges.OrderBy(edge => edge.Steps[0].Time).ToList();
        var steps = edges.SelectMany(edge => edge.Steps.Select(step => (Edge: edge, Step: step))).OrderBy(told => told.Step.Time).ToList();
        var accounts = edges.SelectMany(edge => edge.Accounts).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (main, tally) = (incident.Main, incident.Risk());
        var risk = tally.Sum;
        return new Detection
        {
            Id = incident.Id,
            Detector = "lateral-movement",
            Time = now,
            FirstSeen = steps[0].Step.Time,
            LastSeen = steps[^1].Step.Time,
            Title = Title(incident, accounts),
            Reason = edges.Count == 1 ? ReasonOfOne(main) : Reason(edges, accounts),
            Severity = EdgeVerdict.SeverityOf(risk),
            Confidence = main.Verdict!.Confidence,
            Risk = risk,
            RiskParts = tally.Parts,
            Source = edges.Count == 1 ? main.Source : incident.Root,
            Destination = main.Target,
            DestinationPort = main.Steps[^1].Flow.ResponderPort,
            Flows = [.. steps.Select(told => told.Step.Flow).DistinctBy(flow => flow.Uid).TakeLast(FlowsTold)],
            Evidence = Numbers(incident, steps.ConvertAll(told => told.Step), main.Before),
            Accounts = accounts,
            Steps = [.. steps.Take(StepsTold).Select(told => edges.Count == 1 ? Sentence(told.Step) : $"{told.Edge.Source} → {told.Edge.Target}: {Sentence(told.Step)}")],
            Techniques = AttackCatalog.Find(EdgeVerdict.Techniques(steps.Select(told => told.Step))),
            Count = incident.TimesTold,
        };
    }

    private static string Title(Incident incident, List<string> accounts)
    {
        var main = incident.Main;
        var account = main.Accounts.Count > 0 ? $" as {main.Accounts[0]}" : accounts.Count > 0 ? $" as {accounts[0]}" : string.Empty;
        var did = $"{main.Source} {main.Verdict!.Worst.Saying} {main.Target}{account}";
        var others = incident.Hosts.Count() - 2;
        if (others <= 0) return did;
        var reach = string.Create(CultureInfo.InvariantCulture, $"{others} more host{(others == 1 ? "" : "s")}");
        return main.Source == incident.Root ? $"{did}, and worked on {reach}" : $"{incident.Root} went on from host to host: {did} ({reach} on the way)";
    }

    private static string ReasonOfOne(Edge edge)
    {
        var told = string.Join("; ", Heaviest(edge, 4).Select(Sentence));
        var names = edge.Accounts.Count > 0 ? $" Accounts: {string.Join(", ", edge.Accounts)}." : string.Empty;
        var path = edge.Before.Count > 0 ? $" Path: {string.Join(" → ", edge.Before)} → {edge.Source} → {edge.Target}." : string.Empty;
        var failed = edge.Steps.Count(step => !step.Succeeded);
        var count = edge.Steps.Count == 1 ? "One step" : string.Create(CultureInfo.InvariantCulture, $"{edge.Steps.Count} different steps, {(failed == 0 ? "none" : $"{failed} of them")} refused");
        return $"{count}: {told}.{names}{path}";
    }

    private static string Reason(List<Edge> edges, List<string> accounts)
    {
        var told = string.Join("; ", edges.Take(EdgesTold).Select(edge => $"{edge.Source} → {edge.Target} ({string.Join(", ", Heaviest(edge, 2).Select(step => step.Act.Name))})"));
        var rest = edges.Count > EdgesTold ? string.Create(CultureInfo.InvariantCulture, $"; {edges.Count - EdgesTold} more") : string.Empty;
        var longest = edges.MaxBy(edge => edge.Before.Count)!;
        var path = longest.Before.Count > 0 ? $" Path: {string.Join(" → ", longest.Before)} → {longest.Source} → {longest.Target}." : string.Empty;
        var names = accounts.Count > 0 ? $" Accounts: {string.Join(", ", accounts)}." : string.Empty;
        return $"{told}{rest}.{path}{names}{Details(" Ran: ", edges, Runs)}{Details(" Read: ", edges, Reads)}";
    }

    private static string Details(string head, List<Edge> edges, RemoteAct[] acts)
    {
        var details = edges.SelectMany(edge => edge.Steps).Where(step => acts.Contains(step.Act) && step.Details.Length > 0).Select(step => step.Details).Distinct().Take(DetailsTold).ToList();
        return details.Count > 0 ? $"{head}{string.Join("; ", details)}." : string.Empty;
    }

    private static IEnumerable<Step> Heaviest(Edge edge, int most) => edge.Steps.OrderByDescending(step => step.Act.Weight).Take(most).OrderBy(step => step.Time);

    private static string Sentence(Step step)
    {
        var details = step.Details.Length > 0 ? $" ({step.Details})" : string.Empty;
        var times = step.Repeats > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step.Repeats} times") : string.Empty;
        return $"{step.Time.ToString()[11..19]} {step.Act.Name}{details}{(step.Succeeded ? string.Empty : ", refused")}{times}";
    }

    private static List<Evidence> Numbers(Incident incident, List<Step> steps, IReadOnlyList<IpAddr> before) =>
    [
        new("steps", steps.Count, "steps"),
        new("steps_refused", steps.Count(step => !step.Succeeded), "steps"),
        new("calls", steps.Sum(step => step.Repeats), "calls"),
        new("duration", Math.Round((steps[^1].Time - steps[0].Time).TotalSeconds, 3), "s"),
        new("hosts", incident.Hosts.Count(), "hosts"),
        new("hosts_before", before.Count, "hosts"),
    ];
}
