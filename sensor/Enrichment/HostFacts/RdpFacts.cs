using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What RDP says of a client: its name, version and user; and that the responder serves desktops.</summary>
public sealed class RdpFacts : HostFactSource<RdpSessionEvent>
{
    private const string Source = "rdp";

    /// <inheritdoc/>
    protected override void Read(RdpSessionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Name, happened.ClientName);
        client.Has(HostFactKind.Software, happened.ClientBuild);
        client.Has(HostFactKind.User, happened.Cookie);
        if (happened.SecurityProtocol is not null) facts.For(Source, flow.Responder).Has(HostFactKind.Role, "desktop server");
    }
}
