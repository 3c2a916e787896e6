using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Whose an address was, one device after the other.</summary>
internal sealed class AddressHistory(IpAddr address)
{
    private const int MaxBefore = 7; // a busy lease pool gives an address to a few devices a day; a finding asks about hours

    private ShortList<Binding> _before; // in order of time
    private bool _isCut;

    /// <summary>The address.</summary>
    public IpAddr Address { get; } = address;

    /// <summary>Whose it is now.</summary>
    public Binding? Current { get; private set; }

    /// <summary>Whose it was and is, the oldest first.</summary>
    public IEnumerable<Binding> All => Current is null ? [] : [.. _before.All, Current];

    /// <summary>From now on it is another's.</summary>
    public void Add(Binding binding)
    {
        if (Current is not null)
        {
            _before.Add(Current);
            ForgetOldest();
        }
        Current = binding;
    }

    /// <summary>It was this one's in an earlier run of the sensor; they come back in any order.</summary>
    public void Recall(Binding binding)
    {
        var place = 0;
        while (place < _before.Count && _before[place].From <= binding.From) place++; // ends: counts up
        if (place == _before.Count && (Current is null || Current.From <= binding.From))
        {
            Add(binding);
        }
        else
        {
            _before.Insert(place, binding);
            ForgetOldest();
        }
        _isCut |= _before.Count == MaxBefore; // there may have been more
    }

    /// <summary>Whose it was before; null when nobody's.</summary>
    public Binding? Before => _before.Count > 0 ? _before[^1] : null;

    /// <summary>It was not another's after all.</summary>
    public void TakeBack()
    {
        Current = Before;
        _before.RemoveAt(_before.Count - 1);
    }

    /// <summary>
    /// Whose it was at that time. Who was first heard of later counts too, as devices use an address before they say so, but not the holder of a lease.
    /// </summary>
    public Binding? At(Timestamp at, TimeSpan holds)
    {
        if (Current is null) return null;
        if (Current.From <= at) return Current.HoldsAt(at, holds) ? Current : null;
        for (var i = _before.Count - 1; i >= 0; i--)
            if (_before[i].From <= at) return _before[i].HoldsAt(at, holds) ? _before[i] : null;
        var first = _before.Count > 0 ? _before[0] : Current;
        return !_isCut && first.Source != BindingSource.Lease && first.From - at <= holds ? first : null;
    }

    private void ForgetOldest()
    {
        if (_before.Count <= MaxBefore) return;
        _before.RemoveAt(0);
        _isCut = true;
    }
}
