using NetSensor.Export;
using NetSensor.Host.Summary;

namespace NetSensor.Host;

/// <summary>A replay as a person sees it: into a folder, with a progress bar, warnings on stderr, and summary.json at the end.</summary>
internal sealed class ReplaySession(IReadOnlyList<string> paths, ReplayOptions options, string folder)
{
    private const int MostNotes = 3; // a folder may hold hundreds of other files

    /// <summary>Whether a progress bar is drawn on stderr.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Replays and returns what happened.</summary>
    public RunSummary Run(CancellationToken cancel)
    {
        var logs = new LogFolder(folder);
        using var replay = Composition.Replay(paths, options, logs, cancel: cancel);
        logs.Prepare(Composition.LogNames); // only now: a mistyped capture must not cost the logs of the last run
        WarnOfSkipped(replay.Captures.Notes);
        var summary = ShowsProgress ? ProgressBar.During(replay, cancel) : replay.Run(cancel);
        summary = summary with { Folder = folder };
        foreach (var fault in summary.Faults) Warn($"{fault.File}: {fault.Kind} at offset {fault.Offset}; everything before it was processed");
        Deliveries.Drain(replay.Delivery, Deliveries.AfterReplay);
        SummaryJson.Save(summary, logs);
        return summary;
    }

    private static void WarnOfSkipped(IReadOnlyList<string> notes)
    {
        foreach (var note in notes.Take(MostNotes)) Warn(note);
        if (notes.Count > MostNotes) Warn($"{notes.Count - MostNotes} more files were skipped that are no captures");
    }

    private static void Warn(string message) => Console.Error.WriteLine("netsensor: warning: " + Terminal.OneLine(message));
}
