using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>
/// Which packets prove a finding: those of the flows it names, those between its hosts (at its port, when it names one) since it began, and, where it
/// names neither, those of its host.
/// </summary>
public sealed class EvidenceRequest
{
    private readonly Dictionary<FlowTuple, FlowIdentity> _flows = [];
    private readonly bool _wantsPair;
    private readonly bool _wantsHost;
    private readonly Timestamp _until;

    /// <summary>What a telling of a finding asks for, until so long after it.</summary>
    public EvidenceRequest(Detection finding, TimeSpan after)
    {
        Finding = finding;
        _until = finding.Time + after;
        foreach (var flow in finding.Flows) _flows[FlowTuple.Of(flow)] = flow;
        _wantsPair = finding.Destination is { } destination && destination != finding.Source;
        _wantsHost = !_wantsPair && _flows.Count == 0;
    }

    /// <summary>The finding.</summary>
    public Detection Finding { get; }

    /// <summary>Address pairs whose packets it may want, as <see cref="ShardHash.Of(IpAddr, IpAddr)"/> writes them.</summary>
    internal IEnumerable<uint> Pairs =>
        _flows.Values.Select(flow => ShardHash.Of(flow.Originator, flow.Responder))
            .Concat(_wantsPair ? [ShardHash.Of(Finding.Source, Finding.Destination!.Value)] : []).Distinct();

    /// <summary>The host of which it wants everything; null when it knows better.</summary>
    internal IpAddr? Host => _wantsHost ? Finding.Source : null;

    /// <summary>Whether it wants a packet with these headers.</summary>
    /// <param name="headers">The packet's, or those of a packet that it carries.</param>
    /// <param name="isFragment">Whether the ports are unknown.</param>
    /// <param name="time">When it was captured.</param>
    /// <param name="flow">The flow of the finding that it belongs to; null when it is of another one between the same hosts.</param>
    internal bool Wants(in PacketHeaders headers, bool isFragment, Timestamp time, out FlowIdentity? flow)
    {
        flow = null;
        if (time > _until) return false;
        if (_flows.TryGetValue(FlowTuple.Of(headers), out var named) && time >= named.Start)
        {
            flow = named;
            return true;
        }
        if (time < Finding.FirstSeen) return false;
        if (_wantsHost) return true; // asked for by address
        if (isFragment && IsBetweenNamed(headers)) return true;
        return _wantsPair && IsBetween(headers, Finding.Source, Finding.Destination!.Value) && (isFragment || HasPort(headers));
    }

    private bool IsBetweenNamed(in PacketHeaders headers)
    {
        foreach (var flow in _flows.Values)
            if (IsBetween(headers, flow.Originator, flow.Responder)) return true;
        return false;
    }

    private bool HasPort(in PacketHeaders headers) =>
        Finding.DestinationPort is not { } port || headers.Protocol is not (IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Sctp)
        || headers.SourcePort == port || headers.DestinationPort == port;

    private static bool IsBetween(in PacketHeaders headers, IpAddr one, IpAddr other) =>
        (headers.Source == one && headers.Destination == other) || (headers.Source == other && headers.Destination == one);
}
