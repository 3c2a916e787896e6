using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Whose address is whose, and who routes, as IPv6 neighbour discovery says.</summary>
public sealed class NeighbourFacts : HostFactSource<NeighbourEvent>
{
    private const string Source = "ndp";
    private const int Advertisement = 136;

    /// <inheritdoc/>
    protected override void Read(NeighbourEvent happened, FactWriter facts)
    {
        var isAnswer = happened.Type == Advertisement;
        var mac = happened.LinkAddress.IsKnown ? happened.LinkAddress : isAnswer ? happened.FrameMac : default; // the option may be left out in an answer (RFC 4861 §4.4)
        var host = facts.For(Source, isAnswer ? happened.Target : happened.Sender, mac);
        host.IsBound();
        if (!happened.IsRouter) return;
        host.Has(HostFactKind.Role, "router", happened.RouterLifetime);
        foreach (var prefix in happened.Prefixes ?? []) host.Has(HostFactKind.Attribute, "prefix=" + prefix);
        foreach (IpAddr server in happened.NameServers ?? []) facts.For(Source, server).Has(HostFactKind.Role, "dns server");
    }
}
