using System.Globalization;
using System.Text;
using NetSensor.Analyzers.Correlation;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Correlate;

/// <summary>The chains for people: process tree → connection → finding → next host, the finding to look at first first.</summary>
internal sealed class CorrelationText
{
    private const int MostCall = 200; // characters of a command line that fit a screen
    private const int LabelWidth = 13;

    private readonly StringBuilder _text = new();

    /// <summary>The whole report.</summary>
    public static string Of(Correlation correlation, EndpointLogs endpoints)
    {
        var report = new CorrelationText();
        var joined = correlation.Findings.Where(found => found.IsJoined).ToList();
        for (var i = 0; i < joined.Count; i++) report.Chain(i + 1, joined[i]);
        if (joined.Count == 0) report.Line("No finding has a process that goes with it.").Line("");
        report.Rest([.. correlation.Findings.Where(found => !found.IsJoined)]);
        report.Counts(correlation, endpoints);
        return report._text.ToString();
    }

    private void Chain(int rank, CorrelatedFinding found)
    {
        var (raised, original) = (found.Raised, found.Original);
        var was = raised.Severity != original.Severity || raised.Risk != original.Risk ? $" (was {Word(original.Severity)}, {original.Risk})" : "";
        Line($"{rank}. {Word(raised.Severity).ToUpperInvariant()}, risk {raised.Risk}{was}: {raised.Title}");
        foreach (var process in found.Processes) Process(process);
        Label("finding", $"{original.Detector}, {Moment(original.FirstSeen)} to {Moment(original.LastSeen)}: {original.Reason}");
        foreach (var next in found.Next) Next(next);
        foreach (var part in raised.RiskParts.Where(part => part.Name.StartsWith("endpoint: ", StringComparison.Ordinal)))
            Label("raised by", $"{part.Points:+0;-0} {part.Name["endpoint: ".Length..]}: {part.Why}");
        if (raised.Techniques.Count > 0) Label("techniques", string.Join(", ", raised.Techniques.Select(technique => technique.Id).Distinct()));
        Line("");
    }

    private void Process(LinkedProcess linked)
    {
        var owner = linked.Process.User is { } user ? $" as {user}" : "";
        Label("process tree", $"on {linked.Process.Host}{owner}, since {Moment(linked.Begin)}; joined by {By(linked.Kind)}{Of(linked)}");
        Tree(linked.Lineage, indent: 0);
        foreach (var joined in linked.Connections) Connection(joined);
        if (linked.ConnectionCount > linked.Connections.Count) Label("", $"… and {linked.ConnectionCount - linked.Connections.Count} more like these");
        if (linked.Names.Count > 0) Label("asked for", string.Join(", ", linked.Names));
    }

    private void Tree(IReadOnlyList<ProcessStart> lineage, int indent)
    {
        for (var i = 0; i < lineage.Count; i++)
        {
            var process = lineage[i];
            var branch = i == 0 ? "" : new string(' ', 2 * (i - 1)) + "└ ";
            var number = process.Pid > 0 ? $" ({process.Pid})" : "";
            Label("", $"{new string(' ', indent)}{branch}{process.Name}{number}  {Cut(process.CommandLine ?? process.Image)}");
        }
    }

    private void Connection(JoinedConnection joined)
    {
        var name = joined.Flow?.DestinationName ?? joined.Connection.DestinationName;
        var flow = joined.Flow is { } known ? $"{known.CommunityId}, uid {known.Uid}" : $"not in conn.log: {UnjoinedText.Of(joined.Reason)}";
        Label("connection", $"{joined.Connection.Tuple}{(name is null ? "" : $" ({name})")}, {Moment(joined.Time)}, {flow}");
    }

    private void Next(NextHost next)
    {
        Label("next host", $"{next.Host}, by {next.Finding.Detector}: {next.Finding.Title} ({Word(next.Finding.Severity)}, {Moment(next.Finding.FirstSeen)})");
        foreach (var process in next.Processes) Tree(process.Lineage, indent: 2);
    }

    private void Rest(IReadOnlyList<CorrelatedFinding> findings)
    {
        if (findings.Count == 0) return;
        Line("Findings without a process");
        foreach (var found in findings)
            Line($"  {Word(found.Raised.Severity)}, risk {found.Raised.Risk}: {found.Raised.Title}: {UnjoinedText.Of(found.Reason)}{(found.Host is { } host ? $" ({host})" : "")}");
        Line("");
    }

    private void Counts(Correlation correlation, EndpointLogs endpoints)
    {
        var read = endpoints.Events;
        Line($"Read: {read.Processes.Count} process starts, {read.Connections.Count} connections, {read.Lookups.Count} questions of endpoints; "
            + $"{endpoints.Others} records of other kinds, {endpoints.Faults} faulty, {endpoints.TooMany} beyond the limit");
        Line($"Connections: {Joined(correlation.Connections)} joined ({correlation.ByCommunityId} by community id, the rest by five-tuple){Why(correlation.Connections)}");
        Line($"Questions: {Joined(correlation.Lookups)} joined{Why(correlation.Lookups)}");
        if (correlation.WithoutStart > 0) Line($"{correlation.WithoutStart} connections and questions are of processes whose start is in no log");
        foreach (var skew in correlation.Skews) Line($"Clock of {skew.Host}: {Clock(skew)}");
    }

    private static string Clock(ClockSkew skew)
    {
        if (skew.Pairs == 0) return "unknown, no connection of it is a flow; taken as right";
        var way = skew.Ahead < TimeSpan.Zero ? "behind" : "ahead";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Math.Abs(skew.Ahead.TotalSeconds):0.000} s {way} (median of {skew.Pairs} connections, half of them within {skew.Spread.TotalSeconds:0.000} s)");
    }

    private static int Joined(IReadOnlyDictionary<Unjoined, int> counts) => counts.GetValueOrDefault(Unjoined.None);

    private static string Why(IReadOnlyDictionary<Unjoined, int> counts) =>
        string.Concat(counts.Where(count => count.Key != Unjoined.None).Select(count => $"; {count.Value} not: {UnjoinedText.Of(count.Key)}"));

    private static string By(JoinKind kind) => kind switch
    {
        JoinKind.CommunityId => "community id and time",
        JoinKind.FiveTuple => "five-tuple and time",
        JoinKind.Destination => "destination and time",
        JoinKind.Name => "the name that it asked for",
        _ => "host and time only: it was not seen to talk to the other side",
    };

    private static string Of(LinkedProcess linked) => linked.ConnectionCount > 0 ? $" ({linked.ConnectionCount} connection{(linked.ConnectionCount == 1 ? "" : "s")})" : "";

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Moment(Timestamp time) => string.Concat(time.ToString().AsSpan(0, 19), "Z");

    private static string Cut(string call) => call.Length <= MostCall ? call : call[..MostCall] + "…";

    private void Label(string label, string text) => Line($"   {label.PadRight(LabelWidth)}{Terminal.Printable(text)}");

    private CorrelationText Line(string line)
    {
        _text.Append(Terminal.Printable(line)).Append('\n');
        return this;
    }
}
