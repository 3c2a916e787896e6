using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What industrial and building devices say of themselves (Modbus, BACnet, S7, EtherNet/IP).</summary>
public sealed class DeviceIdentityFacts : HostFactSource<DeviceIdentityEvent>
{
    /// <inheritdoc/>
    protected override void Read(DeviceIdentityEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var device = facts.For(happened.Protocol, happened.IsResponder ? flow.Responder : flow.Originator);
        device.Has(HostFactKind.Vendor, happened.Vendor);
        device.Has(HostFactKind.Model, happened.Model ?? happened.Product);
        device.Has(HostFactKind.Software, happened.Revision is { Length: > 0 } revision ? $"{happened.Product ?? happened.Model} {revision}".TrimStart() : null);
        device.Has(HostFactKind.Identifier, happened.Serial);
        device.Has(HostFactKind.Name, happened.Name);
        device.Has(HostFactKind.Location, happened.Location);
        device.Has(HostFactKind.DeviceKind, "industrial device");
    }
}
