using System.Text;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Host.Summary;

namespace NetSensor.Tests.Promises;

/// <summary>Everything that a replay wrote: its logs, its findings, and its summary without what depends on the machine.</summary>
public sealed class Replayed
{
    private static readonly string[] OfTheMachine = ["\"workers\"", "\"seconds\"", "\"packets_per_second\"", "\"captures\""];

    private readonly MemoryLogs _logs = new();
    private readonly string _summary;

    private Replayed(IReadOnlyList<string> captures, ReplayOptions options)
    {
        Run = Replay.Run(captures, options, _logs);
        using var json = new MemoryStream();
        SummaryJson.Write(Run with { Captures = [] }, json);
        _summary = string.Join('\n', Encoding.UTF8.GetString(json.ToArray()).Split('\n').Where(line => !OfTheMachine.Any(line.Contains)));
    }

    /// <summary>What the run says of itself.</summary>
    public RunSummary Run { get; }

    /// <summary>Replays captures with so many workers.</summary>
    public static Replayed With(int workers, params IReadOnlyList<string> captures) => new(captures, new ReplayOptions { Workers = workers });

    /// <summary>Replays captures in a way of one's own.</summary>
    public static Replayed With(ReplayOptions options, params IReadOnlyList<string> captures) => new(captures, options);

    /// <summary>Where this and another replay differ first; null when they are the same to the byte.</summary>
    public string? DifferenceFrom(Replayed other)
    {
        if (!_logs.Names.SequenceEqual(other._logs.Names)) return $"logs [{string.Join(' ', _logs.Names)}] and [{string.Join(' ', other._logs.Names)}]";
        foreach (var log in _logs.Names)
            if (!_logs.Bytes(log).AsSpan().SequenceEqual(other._logs.Bytes(log))) return $"{log}: {FirstDifference(_logs.Lines(log), other._logs.Lines(log))}";
        return _summary == other._summary ? null : $"summary.json: {FirstDifference(_summary.Split('\n'), other._summary.Split('\n'))}";
    }

    private static string FirstDifference(IReadOnlyList<string> one, IReadOnlyList<string> two)
    {
        var line = 0;
        while (line < one.Count && line < two.Count && one[line] == two[line]) line++; // ends: counts up
        return $"line {line + 1} of {one.Count} and {two.Count}\n  {one.ElementAtOrDefault(line)}\n  {two.ElementAtOrDefault(line)}";
    }
}
