using System.Globalization;
using NetSensor.Host.Summary;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NetSensor.Host;

/// <summary>Shows on stderr how far a replay is: bytes, packets, speed and the time left.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the replay with the bar drawn beside it; the bar is gone when it ends.</summary>
    public static RunSummary During(Replay replay, CancellationToken cancel)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var total = replay.Captures.TotalBytes;
        return console.Progress().AutoClear(true).HideCompleted(false).Columns(Columns(replay, total is not null)).Start(progress =>
        {
            var bar = progress.AddTask("replay", maxValue: Math.Max(1, total ?? 1));
            bar.IsIndeterminate = total is null;
            using var redraw = new Timer(_ => bar.Value = total is null ? 0 : replay.Captures.Position, null, TimeSpan.Zero, RedrawEvery);
            var summary = replay.Run(cancel);
            bar.StopTask();
            return summary;
        });
    }

    private static ProgressColumn[] Columns(Replay replay, bool knowsTotal) => knowsTotal
        ? [new ProgressBarColumn(), new PercentageColumn(), new ThroughputColumn(replay), new RemainingTimeColumn()]
        : [new SpinnerColumn(), new ThroughputColumn(replay), new ElapsedTimeColumn()];

    private sealed class ThroughputColumn(Replay replay) : ProgressColumn
    {
        private const double Million = 1e6;
        private const double BitsPerGigabitByte = 8 / 1e9;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var counters = replay.Captures.Counters;
            var seconds = Math.Max(0.001, (task.ElapsedTime ?? TimeSpan.Zero).TotalSeconds);
            return new Text(string.Create(CultureInfo.InvariantCulture,
                $"{Sizes.Bytes(counters.Bytes)}  {counters.Packets:N0} packets  {counters.Packets / seconds / Million:F2} Mpps  {counters.WireBytes / seconds * BitsPerGigabitByte:F2} Gbit/s"));
        }
    }
}
