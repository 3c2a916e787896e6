using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>
/// What was told already, so that it is not told again: per host, kind and source, and per value where a host may have several. Bounded, forgets what
/// was not repeated for longest. One thread.
/// </summary>
public sealed class HostFactTable(HostFactOptions options)
{
    private const int MaxHosts = 50_000;                    // whose new facts are counted within an hour
    private const int MaxValueLength = 512;                 // longer than any name or banner; texts from the wire are cut before, too
    private const long HourNanoseconds = 3_600_000_000_000;

    private readonly Dictionary<Key, LinkedListNode<Known>> _facts = [];
    private readonly LinkedList<Known> _byUse = new();      // least recently repeated first
    private readonly Dictionary<(Host Host, string Source), int> _newInHour = [];
    private long _hour;

    private readonly record struct Host(IpAddr Address, MacAddress Mac);

    private readonly record struct Key(Host Host, HostFactKind Kind, string Source, string? Value)
    {
        /// <summary>Sources are few: they need not be hashed, only compared.</summary>
        public override int GetHashCode() => HashCode.Combine(Host.Address, Host.Mac, Kind, Value);
    }

    private sealed class Known(Key key, string value)
    {
        public readonly Key Key = key;
        public string Value = value;
        public Timestamp Used;
        public Timestamp? ValidTo;
    }

    /// <summary>What it learnt and lost.</summary>
    public HostFactCounters Counters { get; } = new();

    /// <summary>Facts that it knows.</summary>
    public int Count => _facts.Count;

    /// <summary>Whether a host has one such fact at a time, so that another value is a change.</summary>
    public static bool IsSingle(HostFactKind kind) => kind is HostFactKind.HardwareAddress or HostFactKind.Name or HostFactKind.Domain
        or HostFactKind.Vendor or HostFactKind.Model or HostFactKind.Identifier or HostFactKind.Location;

    /// <summary>Takes a fact; the event to tell when it is new, changed or was over, null when it is known.</summary>
    public HostFactEvent? Learn(in HostFact fact, Timestamp now)
    {
        if (string.IsNullOrEmpty(fact.Value)) return null;
        Forget(now);
        var value = fact.Value.Length > MaxValueLength ? fact.Value[..MaxValueLength] : fact.Value;
        var key = new Key(new Host(fact.Address ?? default, fact.Mac), fact.Kind, fact.Source, IsSingle(fact.Kind) ? null : value);
        var isNew = !_facts.TryGetValue(key, out var node);
        var known = node?.Value;
        Timestamp? validTo = fact.Lifetime is { } lifetime ? now + lifetime : null;
        if (known is not null && known.Value == value && !(known.ValidTo + options.GraceAfterEnd < now))
        {
            Counters.Known++;
            known.ValidTo = validTo;
            Use(node!, now);
            return null;
        }
        if (IsTooMuch(key, now))
        {
            Counters.Suppressed++;
            return null;
        }
        var previous = known is not null && known.Value != value ? known.Value : null;
        if (isNew) node = Add(key, value);
        node!.Value.Value = value;
        node.Value.ValidTo = validTo;
        Use(node, now);
        Counters.Told++;
        return new HostFactEvent
        {
            Address = fact.Address,
            Mac = fact.Mac,
            Kind = fact.Kind,
            Value = value,
            Previous = previous,
            Source = fact.Source,
            ValidFrom = now,
            ValidTo = validTo,
        };
    }

    private bool IsTooMuch(in Key key, Timestamp now)
    {
        if (now.Nanoseconds / HourNanoseconds is var hour && hour != _hour)
        {
            _newInHour.Clear();
            _hour = hour;
        }
        var counted = (key.Host, key.Source);
        _newInHour.TryGetValue(counted, out var told);
        if (told >= options.PerHostAndHour) return true;
        if (told > 0 || _newInHour.Count < MaxHosts) _newInHour[counted] = told + 1;
        return false;
    }

    private LinkedListNode<Known> Add(in Key key, string value)
    {
        if (_facts.Count >= options.Capacity)
        {
            Counters.Evictions++;
            Drop(_byUse.First!);
        }
        var node = _byUse.AddLast(new Known(key, value));
        _facts.Add(key, node);
        return node;
    }

    private void Use(LinkedListNode<Known> node, Timestamp at)
    {
        node.Value.Used = at;
        if (node == _byUse.Last) return;
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

    private void Drop(LinkedListNode<Known> node)
    {
        _byUse.Remove(node);
        _facts.Remove(node.Value.Key);
    }
}
