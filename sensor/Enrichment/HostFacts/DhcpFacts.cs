using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What DHCP says of a client, and of the server that answers it.</summary>
public sealed class DhcpFacts : HostFactSource<DhcpMessageEvent>
{
    private const string Source = "dhcp";
    private const int Request = 3;
    private const int Ack = 5;
    private const int Release = 7;
    private const int Inform = 8;
    private const int DuidClientId = 255;

    /// <inheritdoc/>
    protected override void Read(DhcpMessageEvent happened, FactWriter facts)
    {
        if (happened.FromClient) Client(happened, facts);
        else Server(happened, facts);
    }

    private static void Client(DhcpMessageEvent asked, FactWriter facts)
    {
        var address = asked.MessageType is Request or Inform ? asked.ClientAddress : null; // what it has, not what it would like to have
        var client = facts.For(Source, null, asked.ClientMac);
        client.Has(HostFactKind.Name, asked.ClientFqdn?.TrimEnd('.') ?? asked.HostName);
        client.Has(HostFactKind.Attribute, asked.VendorClass is { Length: > 0 } vendor ? "vendor_class=" + vendor : null);
        client.Has(HostFactKind.Fingerprint, asked.ParameterRequestList);
        client.Has(HostFactKind.Attribute, asked.UserClass is { Length: > 0 } user ? "user_class=" + user : null);
        client.Has(HostFactKind.Attribute, asked.RelayCircuitId is { Length: > 0 } circuit ? "relay_circuit=" + circuit : null);
        client.Has(HostFactKind.Attribute, asked.RelayRemoteId is { Length: > 0 } remote ? "relay_remote=" + remote : null);
        client.Has(HostFactKind.Identifier, asked.MachineId ?? (asked.ClientIdType is DuidClientId or 0 ? asked.ClientId : null));
        client.Has(HostFactKind.OperatingSystem, DhcpVendorClasses.OperatingSystem(asked.VendorClass));
        client.Has(HostFactKind.DeviceKind, DhcpVendorClasses.DeviceKind(asked.VendorClass));
        if (address is { } has && asked.RelayAddress is null) facts.For(Source, has, asked.ClientMac).IsBound();
    }

    private static void Server(DhcpMessageEvent answered, FactWriter facts)
    {
        if (answered.MessageType == Release || answered.Flow is not { } flow) return;
        var sender = answered.Direction == Direction.FromOriginator ? flow.Originator : flow.Responder;
        var mac = answered.Direction == Direction.FromOriginator ? flow.OriginatorMac : flow.ResponderMac;
        var server = facts.For(Source, answered.ServerIdentifier ?? sender, answered.RelayAddress is null ? mac : default);
        if (answered.MessageType != 0) server.Has(HostFactKind.Role, "dhcp server");
        foreach (var router in answered.Routers ?? []) facts.For(Source, router).Has(HostFactKind.Role, "router");
        foreach (var dns in answered.NameServers ?? []) facts.For(Source, dns).Has(HostFactKind.Role, "dns server");
        if (answered.MessageType != Ack || answered.AssignedAddress is not { } assigned) return;
        var client = facts.For(Source, assigned, answered.ClientMac);
        client.IsBound(answered.LeaseTime);
        client.Has(HostFactKind.Domain, answered.DomainName);
    }
}
