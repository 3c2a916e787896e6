using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Exceptions;

/// <summary>Exceptions for people.</summary>
internal static class ExceptionTables
{
    /// <summary>All exceptions as they are written.</summary>
    public static ReportTable List(IReadOnlyList<FindingException> exceptions, DateOnly today)
    {
        if (exceptions.Count == 0) return new ReportTable("Exceptions: none", "");
        var table = new ReportTable("Exceptions", "name", "hides", "to", "until", "owner", "reason", "where");
        foreach (var exception in exceptions)
            table.Add(exception.Name, What(exception), Name(exception.MaxSeverity), $"{exception.Expires:O}{(exception.Expires < today ? " (expired)" : "")}", exception.Owner, exception.Reason, exception.Place);
        return table;
    }

    /// <summary>What each would have hidden, examples, and what remains.</summary>
    public static IEnumerable<ReportTable> Of(ExceptionPreview preview)
    {
        var table = new ReportTable($"Exceptions over {Sizes.Count(preview.Read)} past findings", "name", "would have hidden>", "hosts>", "by detector and severity", "state");
        foreach (var one in preview.Exceptions) table.Add(one.Tally.Exception.Name, Sizes.Count(one.Tally.Hidden), Sizes.Count(one.Tally.Hosts), Kinds(one.Tally.ByKind), State(one, preview));
        yield return table;
        var examples = new ReportTable("Examples of what would be hidden", "name", "severity", "who", "what");
        foreach (var one in preview.Exceptions)
            foreach (var example in one.Examples) examples.Add(one.Tally.Exception.Name, Name(example.Severity), $"{example.Source} {example.SourceHost?.Name}".TrimEnd(), example.Title);
        if (examples.Rows.Count > 0) yield return examples;
        yield return new ReportTable(preview.Remaining.Count == 0 ? "Nothing remains" : $"Remains: {Kinds(preview.Remaining)}", "");
        if (preview.Unread > 0) yield return new ReportTable($"{Sizes.Count(preview.Unread)} lines are no findings", "");
    }

    private static string State(PreviewedException one, ExceptionPreview preview)
    {
        var words = new List<string>();
        if (one.TooWide(preview.MostHosts) is { } wide) words.Add($"TOO WIDE: {wide}");
        if (one.Tally.TooSevere > 0) words.Add($"leaves {Sizes.Count(one.Tally.TooSevere)} worse than {Name(one.Tally.Exception.MaxSeverity)}");
        if (one.Tally.TooLate > 0) words.Add($"leaves {Sizes.Count(one.Tally.TooLate)} after it expired");
        if (one.Tally.IsUnused) words.Add("unused");
        return string.Join("; ", words);
    }

    private static string Kinds(IEnumerable<KeyValuePair<(string Detector, Severity Severity), long>> kinds) => string.Join(", ", kinds
        .OrderByDescending(kind => kind.Key.Severity).ThenBy(kind => kind.Key.Detector, StringComparer.Ordinal).Select(kind => $"{kind.Key.Detector} {Name(kind.Key.Severity)} {Sizes.Count(kind.Value)}"));

    private static string What(FindingException exception)
    {
        var words = new List<string>();
        if (exception.Detectors.Count > 0) words.Add(string.Join("|", exception.Detectors));
        if (exception.Techniques.Count > 0) words.Add(string.Join("|", exception.Techniques));
        if (Side(exception.Source) is { Length: > 0 } source) words.Add($"from {source}");
        if (Side(exception.Destination) is { Length: > 0 } destination) words.Add($"to {destination}");
        return string.Join(" ", words);
    }

    private static string Side(HostMatch match) => string.Join(" ", new[]
    {
        string.Join("|", match.Addresses), string.Join("|", match.Hosts), string.Join("|", match.Devices),
        string.Join("|", match.Zones), string.Join("|", match.Domains), match.Ports.Count == 0 ? "" : $"port {string.Join("|", match.Ports)}",
    }.Where(text => text.Length > 0));

    private static string Name(Severity severity) => severity.ToString().ToLowerInvariant();
}
