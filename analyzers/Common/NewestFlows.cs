using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>The newest flows of a channel, a few, for a finding to tell of. Most channels have one, which lies within; an array comes with the second.</summary>
internal struct NewestFlows
{
    /// <summary>Most of them: enough to look at, the rest is in conn.log.</summary>
    public const int Most = 5;
    private const int FirstRoom = 2;

    private NotedFlow _newest;
    private NotedFlow[]? _earlier; // a ring
    private byte _count, _next;    // where in the ring the oldest makes room

    /// <summary>How many there are.</summary>
    public readonly int Count => _count;

    /// <summary>Whether this is the newest.</summary>
    public readonly bool EndsWith(FlowIdentity flow) => _count > 0 && _newest.Is(flow);

    /// <summary>Whether this is one of them.</summary>
    public readonly bool Contains(FlowIdentity flow)
    {
        if (EndsWith(flow)) return true;
        for (var place = 0; place < _count - 1; place++)
            if (_earlier![place].Is(flow)) return true;
        return false;
    }

    /// <summary>Adds a flow; the oldest makes room.</summary>
    public void Add(FlowIdentity flow)
    {
        if (_count > 0) PutAside();
        _newest = new NotedFlow(flow);
        if (_count < Most) _count++;
    }

    /// <summary>The flows, the newest last.</summary>
    public readonly IReadOnlyList<FlowIdentity> ToList()
    {
        if (_count == 0) return [];
        var flows = new FlowIdentity[_count];
        var oldest = _count < Most ? 0 : _next;
        for (var i = 0; i < _count - 1; i++) flows[i] = _earlier![(oldest + i) % (Most - 1)].ToFlow();
        flows[^1] = _newest.ToFlow();
        return flows;
    }

    /// <summary>As they are kept over a restart.</summary>
    public readonly IReadOnlyList<KeptFlow> Keep() => [.. ToList().Select(KeptFlow.Of)];

    /// <summary>The flows again.</summary>
    public static NewestFlows Again(IReadOnlyList<KeptFlow> kept)
    {
        var flows = new NewestFlows();
        foreach (var flow in kept.TakeLast(Most)) flows.Add(flow.ToFlow());
        return flows;
    }

    private void PutAside()
    {
        if (_earlier is null) _earlier = new NotedFlow[FirstRoom];
        else if (_next == _earlier.Length) Array.Resize(ref _earlier, Most - 1);
        _earlier[_next] = _newest;
        _next = (byte)((_next + 1) % (Most - 1));
    }
}
