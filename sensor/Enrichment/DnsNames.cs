using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>
/// Which name a client asked for when it was given an address. Learns from DNS answers in the order of events and looks names up for flows;
/// what a host says of itself over multicast DNS holds for every client. One thread, bounded, forgets the least recently used first.
/// </summary>
public sealed class DnsNames(DnsNamesOptions options) : ILearner
{
    private const int MaxAddresses = 64;       // of one answer: content networks give a dozen, a poisoned answer thousands
    private const int FetchedAddresses = 8;    // of them, ahead
    private const int ListBytes = 32;          // of their list
    private const ushort MulticastDnsPort = 5353;
    private const string MulticastDnsDomain = ".local"; // RFC 6762 §3

    private const int StayShare = 8;           // pairs that came or were moved up, as a share of the capacity, for which one that was moved up stays in place…

    private const int Unknown = AgedTable<(IpAddr, IpAddr), Pair>.None;

    private static readonly TimeSpan SaveUseEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan StayFor = TimeSpan.FromMinutes(1); // …or so long: to move a busy pair up with every answer costs more than to look at it

    private static readonly IpAddr Everybody = default; // "::" is nobody's address, so it can stand for every client

    private readonly AgedTable<(IpAddr Client, IpAddr Address), Pair> _pairs = new();
    private readonly List<int> _unsaved = [];          // their numbers
    private long _moves;                               // pairs that came or were moved up so far
    private int _forEverybody;                         // pairs that hold for every client: most networks have none, and need not ask for them

    /// <summary>What it learnt and lost.</summary>
    public DnsNamesCounters Counters { get; } = new();

    /// <summary>Pairs of client and address that it knows.</summary>
    public int Count => _pairs.Count;

    private struct Pair
    {
        public NamesInTime Names;
        public Timestamp Used, Saved, Moved;
        public long Move; // the number of that
        public bool IsUnsaved;
    }

    /// <inheritdoc/>
    public string MemoryName => "names";

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        if (key.Split(' ') is not [var client, var address]) throw new FormatException($"no client and address: '{key}'");
        var lines = Encoding.UTF8.GetString(value).Split('\n');
        var used = new Timestamp(long.Parse(lines[0], CultureInfo.InvariantCulture));
        foreach (var line in lines[1..])
        {
            if (line.Split('\t') is not [var from, var name]) throw new FormatException($"no name under '{key}'");
            Learn(IpAddr.Parse(client), IpAddr.Parse(address), name, new Timestamp(long.Parse(from, CultureInfo.InvariantCulture)));
        }
        if (_pairs.Find((IpAddr.Parse(client), IpAddr.Parse(address))) is var number and not Unknown) (_pairs[number].Used, _pairs[number].Saved) = (used, used);
    }

    /// <inheritdoc/>
    public void Save(IMemory memory) => _unsaved.TellTo(memory, number => Tell(number, memory));

    private void Tell(int number, IMemory memory)
    {
        ref var pair = ref _pairs[number];
        if (!pair.IsUnsaved) return; // it made room, and the number is another's
        pair.IsUnsaved = false;
        pair.Saved = pair.Used;
        if (memory.KeepsNothing) return;
        var lines = new StringBuilder(pair.Used.Nanoseconds.ToString(CultureInfo.InvariantCulture));
        foreach (var (from, name) in pair.Names.All) lines.Append(CultureInfo.InvariantCulture, $"\n{from.Nanoseconds}\t{name}");
        var (client, address) = _pairs.KeyOf(number);
        memory.Keep($"{client} {address}", Encoding.UTF8.GetBytes(lines.ToString()), pair.Used);
    }

    /// <summary>Takes in the addresses of an answer.</summary>
    public void Learn(DnsTransactionEvent answered)
    {
        if (answered.Addresses is not { } addresses || answered.Flow is not { } flow) return;
        Forget(answered.Time);
        var at = answered.SawQuery ? answered.Time : answered.Begin; // an answer whose query was missed is told late
        var isMulticast = flow.ResponderPort == MulticastDnsPort;
        FetchPairs(flow, addresses, FetchStep.Entry); // all at once, as one waits for the other below
        for (var i = 0; i < Math.Min(addresses.Count, MaxAddresses); i++)
        {
            var (owner, address, timeToLive) = addresses[i];
            if (!isMulticast) Learn(flow.Originator, address, answered.Query, at);
            else if (timeToLive > TimeSpan.Zero && owner.EndsWith(MulticastDnsDomain, StringComparison.Ordinal)) // zero says goodbye
                Learn(Everybody, address, owner, at);
        }
        Counters.Skipped += Math.Max(0, addresses.Count - MaxAddresses);
    }

    /// <summary>Asks for the memory in which the addresses of an answer lie, and then for that in which it is known where they are (<see cref="CacheLines"/>), one step of it.</summary>
    internal void FetchAhead(DnsTransactionEvent answered, FetchStep step)
    {
        if (answered.Addresses is not { Count: > 0 } addresses) return;
        if (step == FetchStep.Bucket) CacheLines.Fetch(addresses, ListBytes);
        else if (step == FetchStep.Entry) CacheLines.Fetch(ref CollectionsMarshal.AsSpan(addresses)[0]);
        else FetchPairs(answered.Flow!, addresses, FetchStep.Bucket);
    }

    /// <summary>Asks for the memory that a look-up of this pair will read, one step of it.</summary>
    internal void FetchAhead((IpAddr Client, IpAddr Server) pair, FetchStep step)
    {
        if (step != FetchStep.Content) _pairs.FetchAhead(pair, step);
    }

    /// <summary>
    /// The name under which <paramref name="client"/> last got <paramref name="server"/> when it was <paramref name="at"/>, a flow's start.
    /// </summary>
    public bool TryFind(IpAddr client, IpAddr server, Timestamp at, out string name) =>
        TryFindExactly((client, server), at, out name) || (_forEverybody > 0 && TryFindExactly((Everybody, server), at, out name));

    private void FetchPairs(FlowIdentity flow, List<DnsAddress> addresses, FetchStep step)
    {
        var client = flow.ResponderPort == MulticastDnsPort ? Everybody : flow.Originator;
        foreach (ref readonly var answer in CollectionsMarshal.AsSpan(addresses)[..Math.Min(addresses.Count, FetchedAddresses)]) _pairs.FetchAhead((client, answer.Address), step);
    }

    private bool TryFindExactly((IpAddr Client, IpAddr Address) key, Timestamp at, out string name)
    {
        name = string.Empty;
        var number = _pairs.Find(key);
        if (number == Unknown) return false;
        ref var pair = ref _pairs[number];
        if (at - pair.Used > options.IdleAfter || pair.Names.At(at) is not { } found) return false;
        name = found;
        Use(number, at);
        return true;
    }

    private void Learn(IpAddr client, IpAddr address, string? name, Timestamp at)
    {
        if (string.IsNullOrEmpty(name)) return;
        Counters.Learnt++;
        var number = _pairs.Find((client, address));
        if (number == Unknown) number = Add((client, address));
        ref var pair = ref _pairs[number];
        if (pair.Names.Note(name, at)) pair.Saved = default;
        Use(number, at);
    }

    private int Add((IpAddr Client, IpAddr Address) key)
    {
        if (_pairs.Count >= options.Capacity)
        {
            Counters.Evictions++;
            Drop(_pairs.Oldest);
        }
        if (key.Client == Everybody) _forEverybody++;
        return _pairs.Add(key, new Pair { Move = ++_moves });
    }

    private void Use(int number, Timestamp at)
    {
        ref var pair = ref _pairs[number];
        pair.Used = Timestamp.Max(pair.Used, at);
        if (!pair.IsUnsaved && pair.Used - pair.Saved > SaveUseEvery && _unsaved.Count < options.Capacity)
        {
            pair.IsUnsaved = true;
            _unsaved.Add(number);
        }
        if (number == _pairs.Newest || (at - pair.Moved < StayFor && _moves - pair.Move < options.Capacity / StayShare)) return;
        (pair.Moved, pair.Move) = (at, ++_moves);
        _pairs.PutLast(number);
    }

    private void Forget(Timestamp now)
    {
        while (_pairs.Oldest is var oldest and not Unknown && now - _pairs[oldest].Used > options.IdleAfter) // ends: each turn removes one
        {
            Counters.Expired++;
            Drop(oldest);
        }
    }

    private void Drop(int number)
    {
        if (_pairs.KeyOf(number).Client == Everybody) _forEverybody--;
        _pairs.Remove(number);
    }
}
