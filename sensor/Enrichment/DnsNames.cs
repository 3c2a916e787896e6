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
    private const int MaxNamesPerPair = 8;     // one address of a content network serves many names to the same client
    private const ushort MulticastDnsPort = 5353;
    private const string MulticastDnsDomain = ".local"; // RFC 6762 §3

    private const int StayShare = 8;           // pairs that came or were moved up, as a share of the capacity, for which one that was moved up stays in place…

    private static readonly TimeSpan SaveUseEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan StayFor = TimeSpan.FromMinutes(1); // …or so long: to move a busy pair up with every answer costs more than to look at it

    private static readonly IpAddr Everybody = default; // "::" is nobody's address, so it can stand for every client

    private readonly Dictionary<(IpAddr Client, IpAddr Address), LinkedListNode<Pair>> _pairs = [];
    private readonly LinkedList<Pair> _byUse = new();  // least recently used first
    private readonly List<Pair> _unsaved = [];
    private long _moves;                               // pairs that came or were moved up so far
    private int _forEverybody;                         // pairs that hold for every client: most networks have none, and need not ask for them

    /// <summary>What it learnt and lost.</summary>
    public DnsNamesCounters Counters { get; } = new();

    /// <summary>Pairs of client and address that it knows.</summary>
    public int Count => _pairs.Count;

    private sealed class Pair((IpAddr Client, IpAddr Address) key)
    {
        public readonly (IpAddr Client, IpAddr Address) Key = key;
        public readonly List<(Timestamp From, string Name)> Names = new(1); // in order of time
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
        if (_pairs.TryGetValue((IpAddr.Parse(client), IpAddr.Parse(address)), out var node)) (node.Value.Used, node.Value.Saved) = (used, used);
    }

    /// <inheritdoc/>
    public void Save(IMemory memory) => _unsaved.TellTo(memory, pair => Tell(pair, memory));

    private static void Tell(Pair pair, IMemory memory)
    {
        pair.IsUnsaved = false;
        pair.Saved = pair.Used;
        if (memory.KeepsNothing) return;
        var lines = pair.Names.Select(named => $"{named.From.Nanoseconds.ToString(CultureInfo.InvariantCulture)}\t{named.Name}").Prepend(pair.Used.Nanoseconds.ToString(CultureInfo.InvariantCulture));
        memory.Keep($"{pair.Key.Client} {pair.Key.Address}", Encoding.UTF8.GetBytes(string.Join('\n', lines)), pair.Used);
    }

    /// <summary>Takes in the addresses of an answer.</summary>
    public void Learn(DnsTransactionEvent answered)
    {
        if (answered.Addresses is not { } addresses || answered.Flow is not { } flow) return;
        Forget(answered.Time);
        var at = answered.SawQuery ? answered.Time : answered.Begin; // an answer whose query was missed is told late
        var isMulticast = flow.ResponderPort == MulticastDnsPort;
        for (var i = 0; i < Math.Min(addresses.Count, MaxAddresses); i++)
        {
            var (owner, address, timeToLive) = addresses[i];
            if (!isMulticast) Learn(flow.Originator, address, answered.Query, at);
            else if (timeToLive > TimeSpan.Zero && owner.EndsWith(MulticastDnsDomain, StringComparison.Ordinal)) // zero says goodbye
                Learn(Everybody, address, owner, at);
        }
        Counters.Skipped += Math.Max(0, addresses.Count - MaxAddresses);
    }

    /// <summary>
    /// The name under which <paramref name="client"/> last got <paramref name="server"/> when it was <paramref name="at"/>, a flow's start.
    /// </summary>
    public bool TryFind(IpAddr client, IpAddr server, Timestamp at, out string name) =>
        TryFindExactly((client, server), at, out name) || (_forEverybody > 0 && TryFindExactly((Everybody, server), at, out name));

    private bool TryFindExactly((IpAddr Client, IpAddr Address) key, Timestamp at, out string name)
    {
        name = string.Empty;
        if (!_pairs.TryGetValue(key, out var node) || at - node.Value.Used > options.IdleAfter) return false;
        var names = CollectionsMarshal.AsSpan(node.Value.Names);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (names[i].From > at) continue;
            name = names[i].Name;
            Use(node, at);
            return true;
        }
        return false;
    }

    private void Learn(IpAddr client, IpAddr address, string? name, Timestamp at)
    {
        if (string.IsNullOrEmpty(name)) return;
        Counters.Learnt++;
        if (!_pairs.TryGetValue((client, address), out var node)) node = Add((client, address));
        var names = node.Value.Names;
        var place = names.Count;
        while (place > 0 && names[place - 1].From > at) place--; // ends: counts down; a late answer goes where it belongs
        if (place == 0 || names[place - 1].Name != name)
        {
            names.Insert(place, (at, name));
            node.Value.Saved = default;
        }
        if (names.Count > MaxNamesPerPair) names.RemoveAt(0);
        Use(node, at);
    }

    private LinkedListNode<Pair> Add((IpAddr Client, IpAddr Address) key)
    {
        if (_pairs.Count >= options.Capacity)
        {
            Counters.Evictions++;
            Drop(_byUse.First!);
        }
        var node = _byUse.AddLast(new Pair(key) { Move = ++_moves });
        _pairs.Add(key, node);
        if (key.Client == Everybody) _forEverybody++;
        return node;
    }

    private void Use(LinkedListNode<Pair> node, Timestamp at)
    {
        node.Value.Used = Timestamp.Max(node.Value.Used, at);
        if (!node.Value.IsUnsaved && node.Value.Used - node.Value.Saved > SaveUseEvery && _unsaved.Count < options.Capacity)
        {
            node.Value.IsUnsaved = true;
            _unsaved.Add(node.Value);
        }
        if (node == _byUse.Last || (at - node.Value.Moved < StayFor && _moves - node.Value.Move < options.Capacity / StayShare)) return;
        (node.Value.Moved, node.Value.Move) = (at, ++_moves);
        _byUse.Remove(node);
        _byUse.AddLast(node);
    }

    private void Forget(Timestamp now)
    {
        while (_byUse.First is { } oldest && now - oldest.Value.Used > options.IdleAfter) // ends: each turn removes one
        {
            Counters.Expired++;
            Drop(oldest);
        }
    }

    private void Drop(LinkedListNode<Pair> node)
    {
        _byUse.Remove(node);
        _pairs.Remove(node.Value.Key);
        if (node.Value.Key.Client == Everybody) _forEverybody--;
    }
}
