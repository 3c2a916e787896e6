using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>One host and one program.</summary>
internal sealed class ToolUse(IpAddr source, RemoteTool tool) : IKept
{
    private const int FlowsKept = 5, SignsKept = 6;
    private const ushort DnsPort = 53;

    private readonly List<FlowIdentity> _flows = new(1);
    private readonly List<string> _signs = new(1);

    public IpAddr Source { get; } = source;
    public RemoteTool Tool { get; } = tool;
    public Timestamp First { get; set; }
    public Timestamp Last { get; set; }
    public int Questions { get; set; }
    public int Connections { get; set; }
    public long BytesOut { get; set; }
    public long BytesIn { get; set; }
    public string? Name { get; private set; }
    public FlowIdentity? Peer { get; private set; }
    public IReadOnlyList<FlowIdentity> Flows => _flows;
    /// <summary>By what it was known.</summary>
    public IReadOnlyList<string> Signs => _signs;
    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>When the story is told.</summary>
    public Telling Told;

    public void AddSign(string sign, string? name, FlowIdentity? flow, Timestamp at)
    {
        if (_signs.Count == 0 && First == default) First = at;
        Last = Timestamp.Max(Last, at);
        Name = name ?? Name;
        if (_signs.Count < SignsKept && !_signs.Contains(sign)) _signs.Add(sign);
        if (flow is null || (_flows.Count > 0 && ReferenceEquals(_flows[^1], flow))) return;
        if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
        _flows.Add(flow);
        if (Peer is null || flow.ResponderPort != DnsPort) Peer = flow;
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptUse Keep() => new(Source, Tool.Name, First, Last, Questions, Connections, BytesOut, BytesIn, [.. _signs], [.. _flows.Select(KeptFlow.Of)])
    {
        Name = Name, Peer = Peer is null ? null : KeptFlow.Of(Peer), Told = KeptTelling.Of(Told),
    };

    /// <summary>Takes back what was kept.</summary>
    public void Recall(KeptUse kept)
    {
        (First, Last, Questions, Connections, BytesOut, BytesIn) = (kept.First, kept.Last, kept.Questions, kept.Connections, kept.BytesOut, kept.BytesIn);
        (Name, Peer, Told) = (kept.Name, kept.Peer?.ToFlow(), KeptTelling.Again(kept.Told));
        _signs.AddRange(kept.Signs);
        _flows.AddRange(kept.Flows.Select(flow => flow.ToFlow()));
    }
}
