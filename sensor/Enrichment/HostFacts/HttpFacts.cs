using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What programs say in HTTP of themselves and of the system they run on. A proxy's requests are many hosts': it has many systems then.</summary>
public sealed class HttpFacts : HostFactSource<HttpTransactionEvent>
{
    private const string Source = "http";

    /// <inheritdoc/>
    protected override void Read(HttpTransactionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Software, happened.UserAgent);
        client.Has(HostFactKind.OperatingSystem, UserAgents.OperatingSystem(happened.UserAgent));
        client.Has(HostFactKind.User, happened.Username);
    }
}
