using System.Collections.Concurrent;
using System.Threading.Channels;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.ReverseNames;

/// <summary>
/// Names from the reverse DNS, for responders that have none and the hosts of findings: who asks goes on, and the answer stands with the next one. Questions are few per second
/// and at a time, and asked by others; events wait for nothing. Detectors never see these names: who owns an address may call it what he likes.
/// </summary>
public sealed class ReverseNamer : IEventSink, IDisposable
{
    private readonly ReverseNameOptions _options;
    private readonly HomeNetworks _home;
    private readonly TimeProvider _clock;
    private readonly Func<IpAddr, Task<string?>> _ask;
    private readonly Lock _asked = new();                             // events and findings may come on two threads
    private readonly Dictionary<IpAddr, Entry> _known = [];
    private readonly ConcurrentQueue<(IpAddr Address, string? Name)> _answers = new();
    private readonly Channel<IpAddr> _waiting;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _asking;

    /// <summary>Asks the system's resolver.</summary>
    public ReverseNamer(ReverseNameOptions options, HomeNetworks home, TimeProvider clock)
        : this(options, home, clock, SystemResolver.Ask) { }

    /// <summary>Asks somebody else.</summary>
    internal ReverseNamer(ReverseNameOptions options, HomeNetworks home, TimeProvider clock, Func<IpAddr, Task<string?>> ask)
    {
        (_options, _home, _clock, _ask) = (options, home, clock, ask);
        _waiting = Channel.CreateBounded<IpAddr>(new BoundedChannelOptions(options.Waiting) { SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });
        _asking = Task.WhenAll(Enumerable.Range(0, options.AtATime).Select(_ => Task.Run(AskAll)));
    }

    private readonly record struct Entry(string? Name, long At);

    /// <summary>What came of it.</summary>
    public ReverseNameCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { DestinationName: null, ResponderHost: null, ResponderPackets: > 0, Flow: { } flow } ended || flow.Responder.IsMulticast) return;
        ended.ReverseName = Find(flow.Responder);
    }

    /// <summary>The name that is known of an address; null when none is yet, and then it is asked for.</summary>
    public string? Find(IpAddr address)
    {
        lock (_asked)
        {
            TakeAnswers();
            return NameOf(address);
        }
    }

    private string? NameOf(IpAddr address)
    {
        if (_known.TryGetValue(address, out var entry) && _clock.GetElapsedTime(entry.At) < _options.KeepFor) return entry.Name;
        if (_options.Scope != ReverseScope.All && !_home.Contains(address)) return null;
        if (_waiting.Writer.TryWrite(address)) Remember(address, new Entry(entry.Name, _clock.GetTimestamp()));
        else Interlocked.Increment(ref Counters.PassedOver);
        return entry.Name; // the one of before, until there is another
    }

    private void TakeAnswers()
    {
        while (_answers.TryDequeue(out var answer)) Remember(answer.Address, new Entry(answer.Name, _clock.GetTimestamp())); // ends: no more come than were asked for
    }

    private void Remember(IpAddr address, Entry entry)
    {
        if (_known.Count >= _options.Capacity && !_known.ContainsKey(address)) MakeRoom();
        _known[address] = entry;
    }

    private void MakeRoom()
    {
        foreach (var (address, entry) in _known)
            if (_clock.GetElapsedTime(entry.At) >= _options.KeepFor) _known.Remove(address);
        if (_known.Count >= _options.Capacity) _known.Clear(); // rare, and only a memory of what can be asked again
    }

    /// <summary>One of those who ask: a question, then its share of the pause that keeps the rate.</summary>
    private async Task AskAll()
    {
        var pause = TimeSpan.FromSeconds((double)_options.AtATime / _options.QuestionsPerSecond);
        try
        {
            await foreach (var address in _waiting.Reader.ReadAllAsync(_stopped.Token).ConfigureAwait(false))
            {
                await AskOne(address).ConfigureAwait(false);
                await Task.Delay(pause, _clock, _stopped.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the sensor ends
        }
    }

    private async Task AskOne(IpAddr address)
    {
        var question = _ask(address);
        try
        {
            var name = await question.WaitAsync(_options.Patience, _clock, _stopped.Token).ConfigureAwait(false);
            Interlocked.Increment(ref name is null ? ref Counters.Nameless : ref Counters.Named);
            _answers.Enqueue((address, name));
        }
        catch (TimeoutException)
        {
            Interlocked.Increment(ref Counters.TimedOut);
            _answers.Enqueue((address, null));
            await Task.WhenAny(question, Task.Delay(Timeout.Infinite, _stopped.Token)).ConfigureAwait(false); // the resolver still holds its thread: no more of them
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Cancel();
        _asking.Wait(_options.Patience);
        _stopped.Dispose();
    }
}
