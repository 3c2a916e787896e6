using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What the negotiation of SMB says: that the responder serves files, its GUID and name.</summary>
public sealed class SmbNegotiateFacts : HostFactSource<SmbNegotiateEvent>
{
    private const string Source = "smb";

    /// <inheritdoc/>
    protected override void Read(SmbNegotiateEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow || happened.Status is not 0) return;
        var server = facts.For(Source, flow.Responder);
        server.Has(HostFactKind.Role, "file server");
        server.Has(HostFactKind.Identifier, happened.ServerGuid is { } guid && guid != Guid.Empty ? guid.ToString() : null);
        server.Has(HostFactKind.Domain, happened.ServerDomain);
    }
}
