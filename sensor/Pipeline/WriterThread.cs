using System.Diagnostics;
using System.Runtime.ExceptionServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Takes writing off the judge: hands on, in order, what it is told, on a thread of its own. Events and detections do not change any more once they
/// come here. A writer that falls behind blocks the judge; one that fails ends the run at the judge's next hand-over.
/// </summary>
/// <param name="events">Who writes events down.</param>
/// <param name="detections">Who writes detections down.</param>
public sealed class WriterThread(IEventSink events, IDetectionSink detections) : IEventSink, IDetectionSink, IDisposable
{
    private const int BatchRecords = 1024;  // lines of about a millisecond: a hand-over costs as much as ten
    private const int BatchesInFlight = 8;  // evens out what a slow write or a collection holds up; some thousand events

    private const int FetchAhead = 8;       // records
    private const int RecordBytes = 320, FlowBytes = 192; // what is written of most of them

    private Exchange<WriterBatch>? _exchange;
    private Thread? _thread;
    private WriterBatch? _open;
    private Exception? _failure;
    private long _busy;

    /// <summary>Time that it worked; may be asked from any thread.</summary>
    public TimeSpan Busy => new(Interlocked.Read(ref _busy));

    /// <inheritdoc/>
    public void Emit(SensorEvent happened) => Add(happened);

    /// <summary>A detection is written at once: somebody may wait for it.</summary>
    public void Report(Detection detection)
    {
        Add(detection);
        HandOver();
    }

    /// <summary>Does this when all that was told before is written.</summary>
    public void Then(Action next)
    {
        Add(next);
        HandOver();
    }

    /// <summary>Lets what was told be written, however little it is.</summary>
    public void HandOver()
    {
        if (_open is not { } full) return;
        _open = null;
        _exchange!.Post(full);
    }

    /// <summary>Waits until all that was told is written. What is told later begins anew.</summary>
    /// <exception cref="Exception">Whatever the writing failed with.</exception>
    public void Finish()
    {
        Dispose();
        if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Waits until all that was told is written, or until writing fails.</summary>
    public void Dispose()
    {
        if (_thread is null) return;
        if ((_open ?? _exchange!.Rent()) is { } last)
        {
            last.IsLast = true;
            _open = null;
            _exchange!.Post(last);
        }
        _thread.Join();
        _thread = null;
    }

    private void Add(object told)
    {
        if ((_open ??= Rent()) is not { } batch)
        {
            Finish(); // throws: the writer gave up
            return;
        }
        batch.Records.Add(told);
        if (batch.Records.Count >= BatchRecords) HandOver();
    }

    private WriterBatch? Rent()
    {
        if (_thread is not null) return _exchange!.Rent();
        var exchange = _exchange = new Exchange<WriterBatch>(BatchesInFlight);
        _thread = new Thread(() => Work(exchange)) { Name = "writer", IsBackground = true };
        _thread.Start();
        return exchange.Rent();
    }

    private void Work(Exchange<WriterBatch> exchange)
    {
        try
        {
            for (var isLast = false; !isLast && exchange.Take() is { } batch;) // ends: with the last batch
            {
                var began = Stopwatch.GetTimestamp();
                WriteAll(batch.Records);
                Interlocked.Add(ref _busy, Stopwatch.GetElapsedTime(began).Ticks);
                isLast = batch.IsLast; // read before the judge may fill it anew
                exchange.Return(batch);
            }
        }
        catch (Exception failure) // whatever it is, the judge's thread throws it
        {
            _failure = failure;
            exchange.Abort();
        }
    }

    private void WriteAll(List<object> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (i + FetchAhead < records.Count) CacheLines.Fetch(records[i + FetchAhead], RecordBytes); // the judge's thread has worked on other things since
            if (i + FetchAhead / 2 < records.Count) CacheLines.Fetch((records[i + FetchAhead / 2] as SensorEvent)?.Flow, FlowBytes);
            Write(records[i]);
        }
    }

    private void Write(object record)
    {
        if (record is Detection detection) detections.Report(detection);
        else if (record is Action next) next();
        else events.Emit((SensorEvent)record);
    }
}
