using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What an MQTT client calls itself, and who its broker is.</summary>
public sealed class MqttFacts : HostFactSource<MqttConnectEvent>
{
    private const string Source = "mqtt";

    /// <inheritdoc/>
    protected override void Read(MqttConnectEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Attribute, happened.ClientId is { Length: > 0 } id ? "mqtt_client_id=" + id : null);
        client.Has(HostFactKind.User, happened.User);
        if (happened.Status is not null) facts.For(Source, flow.Responder).Has(HostFactKind.Role, "mqtt broker");
    }
}
