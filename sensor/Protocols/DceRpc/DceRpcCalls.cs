namespace NetSensor.Protocols.DceRpc;

/// <summary>The calls of a conversation that are under way, oldest first.</summary>
public sealed class DceRpcCalls
{
    /// <summary>Calls under way at a time; clients of Windows wait for one answer, or have a few threads.</summary>
    public const int MaxOpen = 64;

    private const int MaxIdle = 4;                  // objects kept for the next calls

    private readonly List<DceRpcCall> _open = [];
    private readonly Stack<DceRpcCall> _idle = new(MaxIdle);

    /// <summary>How many are under way.</summary>
    public int Count => _open.Count;

    /// <summary>The one that began first.</summary>
    public DceRpcCall Oldest => _open[0];

    /// <summary>The call with this number; null when there is none.</summary>
    public DceRpcCall? Find(uint id)
    {
        foreach (var call in _open)
            if (call.Id == id) return call;
        return null;
    }

    /// <summary>Begins a call.</summary>
    public DceRpcCall Begin(uint id)
    {
        var call = _idle.TryPop(out var idle) ? idle : new DceRpcCall();
        call.Id = id;
        _open.Add(call);
        return call;
    }

    /// <summary>A call is over and told.</summary>
    public void End(DceRpcCall call)
    {
        _open.Remove(call);
        call.Reset();
        if (_idle.Count < MaxIdle) _idle.Push(call);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        while (_open.Count > 0) End(_open[^1]);     // ends: each turn takes one away
    }
}
