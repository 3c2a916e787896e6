using System.Diagnostics;
using System.Threading.Channels;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>
/// What one exporter has still to deliver, in a folder: a lane for findings and one for lines of logs. Written by a thread of its own. While the disk takes
/// nothing records wait in memory and are delivered from there; that is told once a minute, and when it is over.
/// </summary>
public sealed class DeliverySpool : IDisposable
{
    private const int ProbeBytes = 64 * 1024; // room for some records: a disk with a byte left is full
    private const int MostRecordBytes = 8 * 1024 * 1024; // half of what a frame may have
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1), TellEvery = TimeSpan.FromMinutes(1);

    private readonly object _written = new(); // pulsed when what was put is on disk, or cannot be
    private readonly AutoResetEvent _arrived = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Channel<bool> _readable = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;
    private readonly Thread _thread;
    private FileStream? _lock;
    private long _toldAt, _syncedAt;

    /// <summary>Takes over what an earlier run left in the folder.</summary>
    /// <param name="folder">The exporter's own.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="clock">Wall clock and waits.</param>
    /// <param name="say">Takes what an operator should know, a line at a time.</param>
    /// <exception cref="DeliveryException">Another sensor delivers from it, or it cannot be read.</exception>
    public DeliverySpool(string folder, SpoolOptions options, TimeProvider clock, Action<string> say)
    {
        (_folder, Options, _clock, _say) = (folder, options, clock, say);
        TryTakeLock();
        try
        {
            Findings = new SpoolLane(Path.Combine(folder, "findings"), options.ForFindings, Drops, clock);
            Logs = new SpoolLane(Path.Combine(folder, "logs"), options.ForLogs, Drops, clock);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{folder}: cannot be read ({LogFolder.Reason(fault)}); mend its rights", fault);
        }
        _syncedAt = clock.GetTimestamp();
        _thread = new Thread(Work) { IsBackground = true, Name = "spool" };
        _thread.Start();
    }

    /// <summary>Its limits.</summary>
    public SpoolOptions Options { get; private set; }

    /// <summary>Counts what it drops.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Why the disk takes nothing at present, in one line; null while it does.</summary>
    public string? Fault { get; private set; }

    /// <summary>Records that are neither delivered nor dropped.</summary>
    public long Queued => Findings.Queued + Logs.Queued;

    /// <summary>Bytes on disk.</summary>
    public long Bytes => Findings.Bytes + Logs.Bytes;

    /// <summary>Where it lies.</summary>
    public string Folder => _folder;

    internal SpoolLane Findings { get; }

    internal SpoolLane Logs { get; }

    /// <summary>Changes its limits.</summary>
    public void Use(SpoolOptions options)
    {
        Options = options;
        (Findings.Limits, Logs.Limits) = (options.ForFindings, options.ForLogs);
    }

    /// <summary>Takes a record without waiting for anything; false when there is no room for it in memory.</summary>
    public bool TryPut(DeliveryRecord record)
    {
        var taken = record.Json.Length <= MostRecordBytes && (record.IsFinding ? Findings : Logs).TryPut(record);
        _arrived.Set();
        if (Fault is not null) _readable.Writer.TryWrite(true);
        return taken;
    }

    /// <summary>Waits until all that was put is on disk, or cannot be written, or the time is over; false then.</summary>
    public bool WaitUntilWritten(TimeSpan atMost)
    {
        var began = Stopwatch.GetTimestamp(); // not the clock's: what is waited for is the disk's
        lock (_written)
        {
            while (IsBehind) // ends: with the time; a pulse may be for what was put before
            {
                if (atMost - Stopwatch.GetElapsedTime(began) is not { Ticks: > 0 } left) return false;
                Monitor.Wait(_written, left);
            }
            return true;
        }
    }

    /// <summary>Waits until something may have come, or the time is over.</summary>
    public async Task WaitForRecordsAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(atMost, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await _readable.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // the time is over
        }
    }

    /// <summary>Writes what waits in memory and closes the files; nobody may put or read any more.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        Findings.Dispose();
        Logs.Dispose();
        _lock?.Dispose(); // the wait handles are left to the collector: who puts may just have been told that the exporter is gone
    }

    private bool IsBehind => Fault is null && Findings.Unwritten + Logs.Unwritten > 0;

    private void Work()
    {
        WaitHandle[] whenItWrites = [_stop, _arrived], whenItDoesNot = [_stop];
        while (WaitHandle.WaitAny(Fault is null ? whenItWrites : whenItDoesNot, RetryEvery) != 0) // ends: with Dispose
        {
            if (!Try(WriteAll) && Findings.Unwritten > 0 && Logs.TryDropOldest(DropCause.DiskFull)) Try(WriteAll);
            lock (_written) Monitor.PulseAll(_written);
            _readable.Writer.TryWrite(true);
        }
        if (Try(() => { WriteAll(); Sync(); })) return;
        var lost = Findings.Unwritten + Logs.Unwritten;
        Drops.Add(DropCause.Memory, lost);
        if (lost > 0) _say($"warning: {_folder}: cannot be written ({Fault}): {lost} records that were not delivered are lost");
    }

    private void WriteAll()
    {
        if (_lock is null)
        {
            SpoolFiles.MakeFolder(_folder);
            TryTakeLock();
        }
        Findings.Write();
        Logs.Write();
        if (_clock.GetElapsedTime(_syncedAt) >= Options.SyncEvery) Sync();
        Findings.DropAged();
        Logs.DropAged();
    }

    private void Sync()
    {
        _syncedAt = _clock.GetTimestamp();
        Findings.Sync();
        Logs.Sync();
    }

    private bool Try(Action write)
    {
        try
        {
            if (Fault is not null) ProveRoom();
            write();
            if (Fault is not null) _say($"{_folder}: can be written again");
            Note(null);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DeliveryException)
        {
            var since = Fault is null ? TellEvery : _clock.GetElapsedTime(_toldAt);
            Note(LogFolder.Reason(fault));
            if (since < TellEvery) return false;
            _toldAt = _clock.GetTimestamp();
            _say($"warning: {_folder}: cannot be written ({Fault}); up to {Options.MemoryMib} MiB wait in memory and are lost if the sensor ends; {Drops[DropCause.Memory] + Drops[DropCause.DiskFull]} records are lost so far");
            return false;
        }
    }

    /// <summary>What waited was delivered from memory meanwhile, so that nothing may be left to write: the disk is not well again by that.</summary>
    private void ProveRoom()
    {
        if (!Directory.Exists(_folder)) return;
        var probe = Path.Combine(_folder, ".probe");
        try
        {
            File.WriteAllBytes(probe, new byte[ProbeBytes]);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    private void Note(string? fault)
    {
        Fault = fault;
        Findings.ReadsMemory = Logs.ReadsMemory = fault is not null;
    }

    private void TryTakeLock()
    {
        if (_lock is not null || !Directory.Exists(_folder)) return;
        try
        {
            _lock = new FileStream(Path.Combine(_folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when ((taken.HResult & 0xFFFF) == 11 || taken.Message.Contains("being used by another process", StringComparison.Ordinal)) // EWOULDBLOCK, which is what flock says
        {
            throw new DeliveryException($"{_folder}: another sensor delivers from it now; end that one, or name another folder with spool", taken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // a disk that takes nothing: nobody else writes there either
        }
    }
}
