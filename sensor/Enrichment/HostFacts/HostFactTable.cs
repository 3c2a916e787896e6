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

    private const int Unknown = AgedTable<Key, Known>.None;

    private readonly AgedTable<Key, Known> _facts = new();
    private NumberedTable<(Host Host, string Source), int> _newInHour = new();
    private long _hour;

    private readonly record struct Host(IpAddr Address, MacAddress Mac);

    private readonly record struct Key(Host Host, HostFactKind Kind, string Source, string? Value)
    {
        /// <summary>Sources are few: they need not be hashed, only compared.</summary>
        public override int GetHashCode() => HashCode.Combine(Host.Address, Host.Mac, Kind, Value);
    }

    private record struct Known(string Value, Timestamp Used, Timestamp? ValidTo);

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
        var number = _facts.Find(key);
        Timestamp? validTo = fact.Lifetime is { } lifetime ? now + lifetime : null;
        string? previous = null;
        if (number != Unknown)
        {
            ref var known = ref _facts[number];
            if (known.Value == value && !(known.ValidTo + options.GraceAfterEnd < now))
            {
                Counters.Known++;
                (known.Used, known.ValidTo) = (now, validTo);
                _facts.PutLast(number);
                return null;
            }
            if (known.Value != value) previous = known.Value;
        }
        if (IsTooMuch(key, now))
        {
            Counters.Suppressed++;
            return null;
        }
        if (number == Unknown) number = Add(key);
        _facts[number] = new Known(value, now, validTo);
        _facts.PutLast(number);
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
            _newInHour = new();
            _hour = hour;
        }
        var number = _newInHour.Find((key.Host, key.Source));
        var told = number == Unknown ? 0 : _newInHour[number];
        if (told >= options.PerHostAndHour) return true;
        if (number != Unknown) _newInHour[number] = told + 1;
        else if (_newInHour.Count < MaxHosts) _newInHour.Add((key.Host, key.Source), 1);
        return false;
    }

    private int Add(in Key key)
    {
        if (_facts.Count >= options.Capacity)
        {
            Counters.Evictions++;
            _facts.Remove(_facts.Oldest);
        }
        return _facts.Add(key, default);
    }

    private void Forget(Timestamp now)
    {
        while (_facts.Oldest is var oldest and not Unknown && now - _facts[oldest].Used > options.IdleAfter) // ends: each turn removes one
        {
            Counters.Expired++;
            _facts.Remove(oldest);
        }
    }
}
