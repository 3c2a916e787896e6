using NetSensor.Events;
using NetSensor.Flows.Fragments;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>Reports what is wrong with packets that may have no flow: counted always, told once per pair of addresses and kind.</summary>
internal sealed class PacketFaults(IEventSink events, FlowCounters counters)
{
    private const int MaxTold = 10_000; // pairs and kinds remembered; beyond them only the counters tell, or a flood of broken packets would fill the log

    private readonly HashSet<(IpAddr Source, IpAddr Destination, string Name)> _told = [];
    private int _sequence;

    /// <summary>Notes a fault that the decoder named.</summary>
    public void Note(in PacketHeaders headers, bool inTunnel, Timestamp now)
    {
        counters.Faults[(int)headers.Fault]++;
        var name = DecodeFaults.Name(headers.Fault);
        Tell(headers, name, DecodeFaults.Source(headers.Fault, headers.Protocol), inTunnel, now);
    }

    /// <summary>Notes what is odd about a fragment.</summary>
    public void Note(in PacketHeaders headers, FragmentAnomalies anomalies, Timestamp now)
    {
        for (var kind = 0; kind < FragmentAnomalyNames.Count; kind++)
            if (((int)anomalies & (1 << kind)) != 0) Tell(headers, FragmentAnomalyNames.Name(kind), null, false, now);
    }

    private void Tell(in PacketHeaders headers, string name, string? source, bool inTunnel, Timestamp now)
    {
        if (_told.Count >= MaxTold || !_told.Add((headers.Source, headers.Destination, name)))
        {
            counters.SuppressedWeirds++;
            return;
        }
        var weird = new WeirdEvent { Name = inTunnel ? name + "_in_tunnel" : name, Source = source };
        weird.Stamp(now, headers.Source == default && headers.Destination == default ? null : Addresses(headers, now), _sequence++);
        events.Emit(weird);
    }

    /// <summary>A nameless flow that says between whom it was.</summary>
    private static FlowIdentity Addresses(in PacketHeaders headers, Timestamp now) => new()
    {
        Uid = string.Empty,
        Start = now,
        Originator = headers.Source,
        OriginatorPort = 0,
        Responder = headers.Destination,
        ResponderPort = 0,
        Transport = Transport.Other,
        Protocol = headers.Protocol,
        CommunityId = string.Empty,
        Order = headers.Source.Mix64() ^ ulong.RotateLeft(headers.Destination.Mix64(), 17),
    };
}
