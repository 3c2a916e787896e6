using NetSensor.Events;
using NetSensor.Flows.Fragments;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>Reports what is wrong with packets that may have no flow: counted always, told once per pair of addresses, tunnel, kind and hour.</summary>
internal sealed class PacketFaults(IEventSink events, FlowCounters counters)
{
    private const int MaxTold = 10_000; // pairs and kinds remembered; beyond them only the counters tell, or a flood of broken packets would fill the log

    // what is told is forgotten at every full hour of packet time, which all shards share: a sensor that listens for months must not fall silent
    private const long HourNanoseconds = 3_600_000_000_000;

    // the tunnel's scope belongs to the key: the same inner pair in two tunnels may be seen by two shards, and both would tell
    private readonly HashSet<(IpAddr Source, IpAddr Destination, ulong Scope, string Name)> _told = [];
    private long _hour;

    /// <summary>Notes a fault that the decoder named; <paramref name="scope"/> is zero outside tunnels.</summary>
    public void Note(in PacketHeaders headers, ulong scope, Timestamp now)
    {
        counters.Faults[(int)headers.Fault]++;
        var source = DecodeFaults.Source(headers.Fault, headers.Protocol);
        if (UntoldName(headers, DecodeFaults.Name(headers.Fault), scope, now) is { } name)
            Tell(headers, scope, now, new WeirdEvent { Name = scope == 0 ? name : name + "_in_tunnel", Source = source });
    }

    /// <summary>Notes what is odd about a fragment.</summary>
    public void Note(in PacketHeaders headers, FragmentAnomalies anomalies, ulong scope, Timestamp now)
    {
        for (var kind = 0; kind < FragmentAnomalyNames.Count; kind++)
            if (((int)anomalies & (1 << kind)) != 0 && UntoldName(headers, FragmentAnomalyNames.Name(kind), scope, now) is { } name)
                Tell(headers, scope, now, new WeirdEvent { Name = name });
    }

    /// <summary>The name when it was not told before in this hour; null, and counted, otherwise.</summary>
    private string? UntoldName(in PacketHeaders headers, string name, ulong scope, Timestamp now)
    {
        if (now.Nanoseconds / HourNanoseconds is var hour && hour != _hour)
        {
            _told.Clear();
            _hour = hour;
        }
        if (_told.Count < MaxTold && _told.Add((headers.Source, headers.Destination, scope, name))) return name;
        counters.SuppressedWeirds++;
        return null;
    }

    private void Tell(in PacketHeaders headers, ulong scope, Timestamp now, WeirdEvent weird)
    {
        weird.Stamp(now, headers.Source == default && headers.Destination == default ? null : Addresses(headers, scope, now), Place(weird.Name, scope));
        events.Emit(weird);
    }

    /// <summary>The place among what is told of the same moment: of content alone, since what has no flow may come from any shard.</summary>
    private static int Place(string name, ulong scope)
    {
        var place = (int)scope;
        foreach (var letter in name) place = place * 31 + letter;
        return place;
    }

    /// <summary>A nameless flow that says between whom it was.</summary>
    private static FlowIdentity Addresses(in PacketHeaders headers, ulong scope, Timestamp now) => new()
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
        Order = headers.Source.Mix64() ^ ulong.RotateLeft(headers.Destination.Mix64(), 17) ^ scope,
    };
}
