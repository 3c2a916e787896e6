using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery;

/// <summary>
/// Brings what lies in a spool to a receiver: findings first, in order, one batch at a time, until each is acknowledged. Runs on tasks of its own until it
/// is stopped; what is not acknowledged by then stays in the spool.
/// </summary>
public sealed class DeliveryLoop : IAsyncDisposable
{
    private static readonly TimeSpan LongestAfter = TimeSpan.FromHours(1); // of what a receiver may ask: a slip must not silence us for weeks
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5); // of a receiver, broken or not
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250); // for lines that linger, and for spools that were full

    private readonly ExporterOptions _options;
    private readonly DeliverySpool _spool;
    private readonly DeliveryTools _tools;
    private readonly FaultVoice _voice;
    private readonly LaneBatch _findings, _logs;
    private readonly DeadLetters _deadLetters;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private IReceiver? _receiver;
    private long _linesSince;
    private int _failures;
    private long _delivered, _retries, _lastDelivery;
    private volatile bool _hurry;

    /// <summary>Begins at once.</summary>
    public DeliveryLoop(ExporterOptions options, DeliverySpool spool, DeliveryTools tools)
    {
        (_options, _spool, _tools) = (options, spool, tools);
        _voice = new FaultVoice(options.Name, tools.Say, tools.Clock);
        (_findings, _logs) = (new LaneBatch(spool.Findings), new LaneBatch(spool.Logs));
        _deadLetters = new DeadLetters(Path.Combine(spool.Folder, "refused.jsonl"));
        _running = Task.Run(() => RunAsync(_stop.Token));
    }

    /// <summary>Records that were acknowledged.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Batches that had to be tried again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>When something was last acknowledged; null when nothing was.</summary>
    public DateTimeOffset? LastDelivery => Interlocked.Read(ref _lastDelivery) is > 0 and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    /// <summary>Why the last attempt failed; null while it works.</summary>
    public string? Fault => _voice.Fault;

    /// <summary>When the oldest record that waits was taken; null when none waits.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>From now on nothing lingers.</summary>
    public void Hurry() => _hurry = true;

    /// <summary>Stops. What was not acknowledged goes back to the spool.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _findings.Return();
        _logs.Return();
        await CloseAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (!cancel.IsCancellationRequested) // ends: with Dispose
            {
                if (Next() is { } batch) await DeliverAsync(batch, cancel).ConfigureAwait(false);
                else await _spool.WaitForRecordsAsync(LookEvery, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // it was told to stop
        }
    }

    /// <summary>The lane whose turn it is: findings come first, lines when they are many or waited long enough.</summary>
    private LaneBatch? Next()
    {
        _findings.Fill(_options.BatchRecords, (long)_options.BatchKib << 10);
        if (_findings.IsEmpty && _logs.IsEmpty && LinesAreDue()) _logs.Fill(_options.BatchRecords, (long)_options.BatchKib << 10);
        Oldest = _findings.Oldest ?? _logs.Oldest;
        return !_findings.IsEmpty ? _findings : !_logs.IsEmpty ? _logs : null;
    }

    private bool LinesAreDue()
    {
        var queued = _spool.Logs.Queued;
        if (queued == 0) _linesSince = 0;
        else if (_linesSince == 0) _linesSince = _tools.Clock.GetTimestamp();
        if (queued == 0 || !(_hurry || queued >= _options.BatchRecords || _tools.Clock.GetElapsedTime(_linesSince) >= _options.Linger)) return false;
        _linesSince = 0;
        return true;
    }

    private async Task DeliverAsync(LaneBatch batch, CancellationToken cancel)
    {
        var part = batch.Part;
        var outcome = await SendAsync(part, cancel).ConfigureAwait(false);
        switch (outcome.Kind)
        {
            case SendOutcomeKind.Delivered:
                Acknowledged(part.Count);
                batch.Widen();
                batch.Advance(part.Count);
                break;
            case SendOutcomeKind.Refused when !batch.TryHalve(part.Count):
                Refuse(part[0], outcome);
                batch.Advance(1);
                break;
            case SendOutcomeKind.Mixed:
                await SortAsync(batch, part, outcome.Each, cancel).ConfigureAwait(false);
                break;
            case SendOutcomeKind.Retry:
                await RetryLaterAsync(outcome, cancel).ConfigureAwait(false);
                break;
        }
    }

    private async Task SortAsync(LaneBatch batch, IReadOnlyList<DeliveryRecord> part, IReadOnlyList<SendOutcome> each, CancellationToken cancel)
    {
        for (var i = 0; i < part.Count; i++)
            if (each[i].Kind == SendOutcomeKind.Refused) Refuse(part[i], each[i]);
        if (each.Count(outcome => outcome.Kind == SendOutcomeKind.Delivered) is > 0 and var delivered) Acknowledged(delivered);
        batch.Keep(each);
        if (each.FirstOrDefault(outcome => outcome.Kind == SendOutcomeKind.Retry) is { } again) await RetryLaterAsync(again, cancel).ConfigureAwait(false);
    }

    private async Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> part, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _tools.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            _receiver ??= _tools.Connect(_options);
            return await _receiver.SendAsync(part, either.Token).WaitAsync(either.Token).ConfigureAwait(false); // not every library stops when it is asked to
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return SendOutcome.Retry($"no answer within {_options.Timeout.TotalSeconds:F0} s");
        }
        catch (Exception fault) // whatever a network, a library or a certificate has to say: nothing of it may end the delivery
        {
            return SendOutcome.Retry(ReasonOf(fault));
        }
    }

    private async Task RetryLaterAsync(SendOutcome outcome, CancellationToken cancel)
    {
        Interlocked.Increment(ref _retries);
        _failures++;
        _voice.Failed(outcome.Reason, _spool.Queued);
        await CloseAsync().ConfigureAwait(false); // the next connection reads certificates and secrets anew
        var wait = Backoff.Wait(_failures, _options.RetryFirst, _options.RetryMax, _tools.Chance());
        if (outcome.After is { } asked && asked > wait) wait = asked < LongestAfter ? asked : LongestAfter;
        await Task.Delay(wait, _tools.Clock, cancel).ConfigureAwait(false);
    }

    private void Acknowledged(int records)
    {
        _failures = 0;
        Interlocked.Add(ref _delivered, records);
        Interlocked.Exchange(ref _lastDelivery, _tools.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        _voice.Succeeded(_spool.Queued - records);
    }

    private void Refuse(DeliveryRecord record, SendOutcome refusal)
    {
        _spool.Drops.Add(DropCause.Refused, 1);
        var kept = _deadLetters.TryAdd(record, refusal) ? "kept in refused.jsonl beside its spool" : "lost: that cannot be written either";
        _tools.Say($"warning: exporter {_options.Name}: {record.Log} {record.Id} is refused ({refusal.Reason}); {kept}");
    }

    private async Task CloseAsync()
    {
        if (_receiver is not { } open) return;
        _receiver = null;
        try
        {
            await open.DisposeAsync().AsTask().WaitAsync(LongestClose, _tools.Clock).ConfigureAwait(false);
        }
        catch (Exception) // a library has its own names for a connection that is gone, or waits for it for ever: closing what is broken must not end the delivery
        {
            // what it had not acknowledged is sent again
        }
    }

    /// <summary>The innermost cause says most ("Connection refused"), in one line.</summary>
    private static string ReasonOf(Exception fault)
    {
        while (fault.InnerException is { } inner) fault = inner; // ends: causes do not go round
        return LogFolder.Reason(fault);
    }
}
