using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Names that hosts answer to over LLMNR (RFC 4795). Only an answer that names its own sender counts: others are for others to say.</summary>
public sealed class LinkLocalNameFacts : HostFactSource<DnsTransactionEvent>
{
    private const string Source = "llmnr";
    private const ushort Port = 5355;

    /// <inheritdoc/>
    protected override void Read(DnsTransactionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { ResponderPort: Port } flow || happened.Addresses is not { } addresses) return;
        foreach (var answer in addresses)
            if (answer.Address == flow.Responder || answer.Address == flow.Originator)
                facts.For(Source, answer.Address).Has(HostFactKind.Name, answer.Owner, answer.TimeToLive);
    }
}
