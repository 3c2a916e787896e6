namespace NetSensor.Protocols.Ldap;

/// <summary>What was asked in one session and waits for its answer, by message id; the oldest leaves when there are too many.</summary>
internal sealed class LdapPending<TEvent> where TEvent : class
{
    private const int MaxOpen = 64;                 // requests at a time; clients wait for most of their answers, sweeps send some ten ahead

    private readonly List<(int Id, TEvent Event)> _open = [];

    /// <summary>Whether the oldest must leave before another comes.</summary>
    public bool IsFull => _open.Count >= MaxOpen;

    /// <summary>Keeps what waits.</summary>
    public void Add(int id, TEvent waiting) => _open.Add((id, waiting));

    /// <summary>What waits under this id; null when nothing does.</summary>
    public TEvent? Find(int id)
    {
        foreach (var (open, waiting) in _open)
            if (open == id) return waiting;
        return null;
    }

    /// <summary>Takes what waits under this id away; null when nothing does.</summary>
    public TEvent? Take(int id)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            if (_open[i].Id != id) continue;
            var taken = _open[i].Event;
            _open.RemoveAt(i);
            return taken;
        }
        return null;
    }

    /// <summary>Takes the oldest away; null when nothing waits.</summary>
    public TEvent? TakeOldest() => _open.Count == 0 ? null : Take(_open[0].Id);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _open.Clear();
}
