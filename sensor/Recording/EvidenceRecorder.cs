using NetSensor.Events;

namespace NetSensor.Recording;

/// <summary>
/// Saves the packets of findings while the sensor listens: some seconds after each is told, its packets from before and after are taken from the rings. Works
/// on a thread of its own; whoever reports is never held up.
/// </summary>
public sealed class EvidenceRecorder : IDisposable
{
    /// <summary>Findings that wait for their files; those beyond are told without evidence, and counted.</summary>
    public const int MostWaiting = 1_000;

    private const int MostAtOnce = 64; // files that are open at a time
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly Queue<(Detection Finding, long ReportedAt)> _waiting = new();
    private readonly EvidenceFolder _folder;
    private readonly IReadOnlyList<PacketRing> _rings;
    private readonly TimeProvider _wall;
    private readonly Action<string> _say;
    private readonly Thread _thread;
    private bool _stopping;
    private bool _failing;

    /// <summary>Begins to work.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="rings">The packets of each shard.</param>
    /// <param name="wall">The clock of waiting, and of the files' age.</param>
    /// <param name="say">Tells the operator a line.</param>
    public EvidenceRecorder(EvidenceFolder folder, IReadOnlyList<PacketRing> rings, TimeProvider wall, Action<string> say)
    {
        (_folder, _rings, _wall, _say) = (folder, rings, wall, say);
        _thread = new Thread(Work) { Name = "evidence", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The rings that it takes from.</summary>
    public IReadOnlyList<PacketRing> Rings => _rings;

    /// <summary>What was written and lost.</summary>
    public EvidenceCounters Counters => _folder.Counters;

    /// <summary>Asks for the packets of a finding; what is only worth knowing needs no proof.</summary>
    public void Ask(Detection finding)
    {
        if (finding.Severity < Severity.Low) return;
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting)
            {
                Counters.NotAsked();
                return;
            }
            _waiting.Enqueue((finding, _wall.GetTimestamp()));
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Finish();

    /// <summary>Saves at once what is still wanted, and ends.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
    }

    private void Work()
    {
        var tidiedAt = _wall.GetTimestamp();
        Try(() => _folder.RemoveOld(_wall.GetUtcNow()), 0);
        while (TakeDue() is { } due) // ends: when stopped and nothing waits
        {
            if (due.Count > 0) Try(() => Save(due), due.Count);
            if (due.Count == 0 && _wall.GetElapsedTime(tidiedAt) < TidyEvery) continue;
            tidiedAt = _wall.GetTimestamp();
            Try(() => _folder.RemoveOld(_wall.GetUtcNow()), 0);
        }
    }

    /// <summary>Waits for the next findings whose time has come; none when there is time to tidy up, null at the end.</summary>
    private List<Detection>? TakeDue()
    {
        var due = new List<Detection>();
        lock (_gate)
        {
            if (!_stopping) Monitor.Wait(_gate, NextDue());
            while (due.Count < MostAtOnce && _waiting.TryPeek(out var next) && (_stopping || _wall.GetElapsedTime(next.ReportedAt) >= _folder.Options.After)) // ends: takes one each turn
            {
                _waiting.Dequeue();
                due.Add(next.Finding);
            }
            return _stopping && due.Count == 0 ? null : due;
        }
    }

    private TimeSpan NextDue()
    {
        if (!_waiting.TryPeek(out var next)) return TidyEvery;
        var left = _folder.Options.After - _wall.GetElapsedTime(next.ReportedAt);
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private void Save(IReadOnlyList<Detection> findings)
    {
        using var collector = _folder.Collect(findings.Select(finding => new EvidenceRequest(finding, _folder.Options.After)));
        RingReader.ReadAll(_rings, collector.Offer);
        _folder.Finish(collector);
    }

    /// <summary>A disk that is full or gone costs evidence, never the sensor: one line when it begins and one when it is over.</summary>
    private void Try(Action work, int findings)
    {
        try
        {
            work();
            if (_failing && findings > 0)
            {
                _failing = false;
                _say($"evidence is written again into '{_folder.Path}'");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Counters.Failed(findings);
            if (!_failing) _say($"evidence cannot be written into '{_folder.Path}': {fault.Message.Split('\n')[0].TrimEnd('.')}; findings go on without it");
            _failing = true;
        }
    }
}
