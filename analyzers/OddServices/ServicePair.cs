using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>What one host speaks with one port of one destination.</summary>
internal sealed class ServicePair(IpAddr source, IpAddr destination, ushort port) : IKept
{
    private const int FlowsKept = 5;

    private readonly List<FlowIdentity> _flows = new(1);

    public IpAddr Source { get; } = source;
    public IpAddr Destination { get; } = destination;
    public ushort Port { get; } = port;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public int Connections { get; private set; }
    /// <summary>The service that is not at home on this port.</summary>
    public string? Stranger { get; set; }
    public CertificateOddity Oddities { get; set; }
    public string? Subject { get; set; }
    public string? ServerName { get; set; }
    public bool WasTls { get; set; }
    public string? Ja4 { get; set; }
    /// <summary>Hosts that greet servers in the same way.</summary>
    public int GreetAlike { get; set; }
    public IReadOnlyList<FlowIdentity> Flows => _flows;

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>When the story is told.</summary>
    public Telling Told;

    public void Add(FlowIdentity flow)
    {
        if (_flows.Count > 0 && ReferenceEquals(_flows[^1], flow)) return;
        if (Connections++ == 0) First = flow.Start;
        Last = Timestamp.Max(Last, flow.Start);
        if (_flows.Count == FlowsKept) _flows.RemoveAt(0);
        _flows.Add(flow);
    }

    /// <summary>As it is kept over a restart.</summary>
    public KeptService Keep() => new(Source, Destination, Port, First, Last, Connections, Oddities, WasTls, GreetAlike, [.. _flows.Select(KeptFlow.Of)])
    {
        Stranger = Stranger, Subject = Subject, ServerName = ServerName, Ja4 = Ja4, Told = KeptTelling.Of(Told),
    };

    /// <summary>The pair again.</summary>
    public static ServicePair Again(KeptService kept)
    {
        var pair = new ServicePair(kept.Source, kept.Destination, kept.Port)
        {
            First = kept.First, Last = kept.Last, Connections = kept.Connections, Oddities = kept.Oddities, WasTls = kept.WasTls, GreetAlike = kept.GreetAlike,
            Stranger = kept.Stranger, Subject = kept.Subject, ServerName = kept.ServerName, Ja4 = kept.Ja4, Told = KeptTelling.Again(kept.Told),
        };
        pair._flows.AddRange(kept.Flows.Select(flow => flow.ToFlow()));
        return pair;
    }
}
