using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What an SNMP agent says of itself (RFC 3418 §2).</summary>
public sealed class SnmpFacts : HostFactSource<SnmpSessionEvent>
{
    private const string Source = "snmp";

    /// <inheritdoc/>
    protected override void Read(SnmpSessionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var agent = facts.For(Source, happened.AgentIsResponder ? flow.Responder : flow.Originator);
        agent.Has(HostFactKind.Name, happened.Name);
        agent.Has(HostFactKind.Software, happened.DisplayString);
        agent.Has(HostFactKind.Identifier, happened.EngineId);
        agent.Has(HostFactKind.Location, happened.Location);
        agent.Has(HostFactKind.Attribute, happened.ObjectId is { Length: > 0 } id ? "object_id=" + id : null);
        agent.Has(HostFactKind.Attribute, happened.Contact is { Length: > 0 } contact ? "contact=" + contact : null);
    }
}
