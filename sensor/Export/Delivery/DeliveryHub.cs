using System.Security.Cryptography;
using NetSensor.Events;

namespace NetSensor.Export.Delivery;

/// <summary>
/// All exporters: each gets what it wants, into a spool of its own, and no other waits for it. Records come from one thread; everything else may be asked
/// from any.
/// </summary>
public sealed class DeliveryHub : ILineTap, IAsyncDisposable
{
    /// <summary>A finding is in the spools before it is in detections.jsonl, so that no kill loses one that was told; a disk that hangs holds us up this long, once.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan RoomEvery = TimeSpan.FromMilliseconds(20), DrainLookEvery = TimeSpan.FromMilliseconds(20);
    private const int IdBytes = 16;

    private readonly string _folder;
    private readonly DeliveryTools _tools;
    private readonly SemaphoreSlim _changing = new(1);
    private volatile Exporter[] _exporters = [];
    private volatile Dictionary<string, Exporter[]> _byLog = [];
    private bool _isSlow;

    /// <summary>Opens the spools and begins to deliver.</summary>
    /// <param name="folder">Folder of the spools; each exporter has one below it, by its name.</param>
    /// <param name="exporters">Their settings, names all different.</param>
    /// <param name="tools">Time, chance, voice and receivers.</param>
    /// <exception cref="DeliveryException">Settings or a spool cannot be used.</exception>
    public DeliveryHub(string folder, IReadOnlyList<ExporterOptions> exporters, DeliveryTools tools)
    {
        (_folder, _tools) = (folder, tools);
        Reconfigure(exporters);
    }

    /// <summary>Whether who puts waits while a spool has no room, as a replay may; else the record is dropped for that spool, and counted.</summary>
    public bool Waits { get; init; }

    /// <summary>How each delivery stands.</summary>
    public IReadOnlyList<DeliveryStatus> Status => [.. _exporters.Select(exporter => exporter.Status())];

    /// <summary>
    /// Goes on with these exporters. One that keeps its name keeps its spool, whatever else changes; one that is left out stops, and its spool waits on disk
    /// for its return. Records may come meanwhile.
    /// </summary>
    /// <exception cref="DeliveryException">Settings or a spool cannot be used; the others are changed all the same.</exception>
    public void Reconfigure(IReadOnlyList<ExporterOptions> exporters)
    {
        _changing.Wait();
        try
        {
            ReconfigureAsync(exporters).GetAwaiter().GetResult();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void Line(string fileName, SensorEvent happened, ReadOnlySpan<byte> line)
    {
        if (!_byLog.TryGetValue(fileName, out var wanting)) return;
        DeliveryRecord? record = null;
        foreach (var exporter in wanting)
        {
            if (!exporter.Filter.Wants(happened)) continue;
            record ??= RecordOf(fileName, happened, line);
            Put(exporter, record);
        }
    }

    /// <inheritdoc/>
    public void Finding(Detection finding, ReadOnlySpan<byte> line)
    {
        var exporters = _exporters;
        DeliveryRecord? record = null;
        foreach (var exporter in exporters)
        {
            if (!exporter.Filter.Wants(finding)) continue;
            record ??= RecordOf(finding, line);
            Put(exporter, record);
        }
        if (record is null) return;
        var isWritten = exporters.All(exporter => exporter.Spool.WaitUntilWritten(_isSlow ? TimeSpan.Zero : MostWait));
        _isSlow = !isWritten;
    }

    /// <summary>Waits until everything is delivered or the time is over; true when it is.</summary>
    public async Task<bool> DrainAsync(TimeSpan atMost)
    {
        var began = _tools.Clock.GetTimestamp();
        foreach (var exporter in _exporters) exporter.Hurry();
        while (_exporters.Any(exporter => exporter.Spool.Queued > 0)) // ends: with the time
        {
            if (_tools.Clock.GetElapsedTime(began) >= atMost) return false;
            await Task.Delay(DrainLookEvery, _tools.Clock).ConfigureAwait(false);
        }
        return true;
    }

    /// <summary>Stops; what waits stays on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_exporters.Select(exporter => exporter.DisposeAsync().AsTask())).ConfigureAwait(false);
        Publish([]);
        _changing.Dispose();
    }

    private async Task ReconfigureAsync(IReadOnlyList<ExporterOptions> wanted)
    {
        var faults = new List<DeliveryException>();
        var before = _exporters;
        var after = new List<Exporter>();
        foreach (var options in wanted)
        {
            var known = Array.Find(before, exporter => exporter.Options.Name == options.Name);
            try
            {
                if (known is not null) await known.UseAsync(options).ConfigureAwait(false);
                after.Add(known ?? new Exporter(options, _folder, _tools));
            }
            catch (DeliveryException fault)
            {
                faults.Add(fault);
                if (known is not null) after.Add(known);
            }
        }
        Publish([.. after]);
        foreach (var left in before.Except(after)) await left.DisposeAsync().ConfigureAwait(false);
        if (faults.Count > 0) throw faults[0];
    }

    private void Publish(Exporter[] exporters)
    {
        _exporters = exporters;
        _byLog = exporters.SelectMany(exporter => exporter.Options.Logs.Select(log => (File: FileOf(log), Exporter: exporter))).GroupBy(pair => pair.File)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Exporter).Distinct().ToArray(), StringComparer.Ordinal);
    }

    private void Put(Exporter exporter, DeliveryRecord record)
    {
        while (!exporter.Spool.TryPut(record)) // ends: at once, or when the disk has taken some
        {
            if (!Waits || exporter.Spool.Fault is not null)
            {
                exporter.Spool.Drops.Add(DropCause.Memory, 1);
                return;
            }
            exporter.Spool.WaitUntilWritten(RoomEvery);
        }
    }

    private DeliveryRecord RecordOf(Detection finding, ReadOnlySpan<byte> line) => new()
    {
        Id = finding.TellingId, Log = DeliveryRecord.Findings, Severity = (int)finding.Severity, Time = finding.Time, Taken = _tools.Clock.GetUtcNow(), Json = line.TrimEnd((byte)'\n').ToArray(),
    };

    private DeliveryRecord RecordOf(string fileName, SensorEvent happened, ReadOnlySpan<byte> line) => new()
    {
        Id = IdOf(happened, line), Log = Path.GetFileNameWithoutExtension(fileName), Severity = (int)Severity.Informational, Time = happened.Time, Taken = _tools.Clock.GetUtcNow(), Json = line.TrimEnd((byte)'\n').ToArray(),
    };

    /// <summary>Hashed from what is told and its place in the flow: the same packets give the same id, and two equal lines of one flow have two.</summary>
    private static string IdOf(SensorEvent happened, ReadOnlySpan<byte> line)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(line);
        hash.AppendData(BitConverter.GetBytes(happened.Sequence));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, IdBytes));
    }

    private static string FileOf(string log) => log + (log == "devices" ? ".jsonl" : ".log");
}
