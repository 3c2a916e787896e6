using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>What the echoes between two hosts carried, over all their flows.</summary>
internal sealed class EchoPair(IpAddr source, IpAddr destination) : IKept
{
    private const int FlowsKept = 5;

    private readonly List<FlowIdentity> _flows = new(1);
    private EchoTotals _before; // of flows that are over
    private IcmpEchoEvent? _now; // of the flow that goes on: its events tell what it carried so far

    public IpAddr Source { get; } = source;
    public IpAddr Destination { get; } = destination;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public IReadOnlyList<FlowIdentity> Flows => _flows;
    public EchoTotals Totals => _now is null ? _before : _before + EchoTotals.Of(_now);

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>When the story is told.</summary>
    public Telling Told;

    /// <summary>As it is kept over a restart.</summary>
    public KeptEchoes Keep() => new(Source, Destination, First, Last, Totals, [.. _flows.Select(KeptFlow.Of)]) { Told = KeptTelling.Of(Told) };

    /// <summary>The pair again.</summary>
    public static EchoPair Again(KeptEchoes kept)
    {
        var pair = new EchoPair(kept.Source, kept.Destination) { First = kept.First, Last = kept.Last, _before = kept.Totals, Told = KeptTelling.Again(kept.Told) };
        pair._flows.AddRange(kept.Flows.Select(flow => flow.ToFlow()));
        return pair;
    }

    public void Add(IcmpEchoEvent echoes, FlowIdentity flow)
    {
        if (_flows.Count == 0) First = flow.Start;
        Last = Timestamp.Max(Last, echoes.Time);
        if (_flows.Count == 0 || !ReferenceEquals(_flows[^1], flow))
        {
            _before = Totals;
            if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
            _flows.Add(flow);
        }
        _now = echoes;
    }
}
