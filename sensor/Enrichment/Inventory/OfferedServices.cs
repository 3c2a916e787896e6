using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>The ports at which a device answered others; a part of the device, as most offer nothing.</summary>
internal struct OfferedServices
{
    private const int MaxPorts = 48;            // a domain controller has some thirty
    private const int ServerPeers = 3;          // who serves two may be a desktop that shares a printer
    private const ushort FirstEphemeral = 49152; // RFC 6335 §6: from here on ports are nobody's

    // Neighbours on a link answer each other there, whoever they are.
    private static readonly HashSet<ushort> Chatter = [67, 68, 123, 137, 138, 546, 547, 1900, 3702, 5353, 5355];

    private ShortList<OfferedService> _all;

    /// <summary>All of them, in the order in which they were first seen.</summary>
    public readonly ReadOnlySpan<OfferedService> All => _all.All;

    /// <summary>Whether it serves several others at a port of its own.</summary>
    public readonly bool MakeAServer
    {
        get
        {
            foreach (var offer in _all.All)
                if (offer.Peers >= ServerPeers && !Chatter.Contains(offer.Port)) return true;
            return false;
        }
    }

    /// <summary>Notes an answered flow; true when that is news.</summary>
    public bool Note(FlowIdentity flow, string? service)
    {
        if (flow.ResponderPort is 0 or >= FirstEphemeral || flow.Transport is not (Transport.Tcp or Transport.Udp)) return false;
        foreach (var offer in _all.All)
            if (offer.Port == flow.ResponderPort && offer.Transport == flow.Transport) return offer.Note(flow.Originator, service);
        if (_all.Count == MaxPorts) return false;
        _all.Add(new OfferedService(flow.Responder, flow.Transport, flow.ResponderPort));
        _all[^1].Note(flow.Originator, service);
        return true;
    }

    /// <summary>It was offered in an earlier run of the sensor.</summary>
    public void Recall(OfferedService offer)
    {
        if (_all.Count < MaxPorts) _all.Add(offer);
    }

    /// <summary>Takes over what was offered at an address that is its own.</summary>
    public void TakeOver(IpAddr address, ref OfferedServices from)
    {
        foreach (var offer in from._all.All)
            if (offer.At == address && _all.Count < MaxPorts) _all.Add(offer);
        from._all.RemoveAll(offer => offer.At == address);
    }
}
