using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Whose an address was, one device after the other.</summary>
internal sealed class AddressHistory(IpAddr address)
{
    private const int MaxBindings = 8; // a busy lease pool gives an address to a few devices a day; a finding asks about hours

    private readonly List<Binding> _bindings = new(1); // in order of time
    private bool _isCut;

    /// <summary>The address.</summary>
    public IpAddr Address { get; } = address;

    /// <summary>Whose it is now.</summary>
    public Binding? Current => _bindings.Count > 0 ? _bindings[^1] : null;

    /// <summary>Whose it was and is, the oldest first.</summary>
    public IReadOnlyList<Binding> All => _bindings;

    /// <summary>From now on it is another's.</summary>
    public void Add(Binding binding)
    {
        if (_bindings.Count == MaxBindings)
        {
            _bindings.RemoveAt(0);
            _isCut = true;
        }
        _bindings.Add(binding);
    }

    /// <summary>It was this one's in an earlier run of the sensor; they come back in any order.</summary>
    public void Recall(Binding binding)
    {
        var place = _bindings.FindIndex(known => known.From > binding.From);
        _bindings.Insert(place < 0 ? _bindings.Count : place, binding);
        if (_bindings.Count > MaxBindings) _bindings.RemoveAt(0);
        _isCut |= _bindings.Count == MaxBindings; // there may have been more
    }

    /// <summary>Whose it was before; null when nobody's.</summary>
    public Binding? Before => _bindings.Count > 1 ? _bindings[^2] : null;

    /// <summary>It was not another's after all.</summary>
    public void TakeBack() => _bindings.RemoveAt(_bindings.Count - 1);

    /// <summary>
    /// Whose it was at that time. Who was first heard of later counts too, as devices use an address before they say so, but not the holder of a lease.
    /// </summary>
    public Binding? At(Timestamp at, TimeSpan holds)
    {
        for (var i = _bindings.Count - 1; i >= 0; i--)
            if (_bindings[i].From <= at) return _bindings[i].HoldsAt(at, holds) ? _bindings[i] : null;
        return !_isCut && _bindings.Count > 0 && _bindings[0] is var first && first.Source != BindingSource.Lease && first.From - at <= holds ? first : null;
    }
}
