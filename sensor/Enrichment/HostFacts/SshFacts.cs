using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Which SSH programs both sides run, by the lines with which they identify themselves.</summary>
public sealed class SshFacts : HostFactSource<SshSessionEvent>
{
    private const string Source = "ssh";

    /// <inheritdoc/>
    protected override void Read(SshSessionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        facts.For(Source, flow.Originator).Has(HostFactKind.Software, happened.Client);
        var server = facts.For(Source, flow.Responder);
        server.Has(HostFactKind.Software, happened.Server);
        if (happened.Server is not null) server.Has(HostFactKind.Role, "ssh server");
        server.Has(HostFactKind.Identifier, happened.HostKey is { } key ? "ssh " + key : null);
    }
}
