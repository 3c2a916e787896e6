using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What DHCPv6 says of a client, and of the server that answers it.</summary>
public sealed class Dhcp6Facts : HostFactSource<Dhcp6MessageEvent>
{
    private const string Source = "dhcpv6";
    private const int Advertise = 2;
    private const int Reply = 7;

    /// <inheritdoc/>
    protected override void Read(Dhcp6MessageEvent happened, FactWriter facts)
    {
        var client = facts.For(Source, happened.Client, happened.ClientMac);
        if (happened.MessageType is not (Advertise or Reply))
        {
            client.IsBound();
            client.Has(HostFactKind.Identifier, happened.ClientDuid);
            client.Has(HostFactKind.Name, happened.ClientFqdn);
            client.Has(HostFactKind.Attribute, happened.VendorClass is { } vendor ? "vendor_class=" + vendor : null);
            client.Has(HostFactKind.Fingerprint, happened.OptionRequest);
            client.Has(HostFactKind.Attribute, happened.RelayInterface is { } port ? "relay_interface=" + port : null);
            client.Has(HostFactKind.Attribute, happened.RelayRemoteId is { } remote ? "relay_remote=" + remote : null);
            return;
        }
        if (happened.ServerDuid is { } server) facts.For(Source, happened.Sender).Has(HostFactKind.Identifier, server);
        facts.For(Source, happened.Sender).Has(HostFactKind.Role, "dhcpv6 server");
        foreach (IpAddr dns in happened.NameServers ?? []) facts.For(Source, dns).Has(HostFactKind.Role, "dns server");
        if (happened.MessageType != Reply) return;
        foreach (var (address, lifetime) in happened.Addresses ?? [])
        {
            if (lifetime <= TimeSpan.Zero) continue; // taken back
            facts.For(Source, address, happened.ClientMac).IsBound(lifetime);
            facts.For(Source, address).Has(HostFactKind.Identifier, happened.ClientDuid, lifetime);
        }
        foreach (var prefix in happened.Prefixes ?? []) client.Has(HostFactKind.Attribute, "delegated_prefix=" + prefix);
    }
}
