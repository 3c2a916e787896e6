using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What devices tell their neighbours over LLDP and CDP.</summary>
public sealed class DeviceFacts : HostFactSource<DeviceAnnouncementEvent>
{
    /// <inheritdoc/>
    protected override void Read(DeviceAnnouncementEvent happened, FactWriter facts)
    {
        var device = facts.For(happened.Protocol, null, happened.FrameMac);
        Describe(device, happened);
        foreach (IpAddr address in happened.ManagementAddresses ?? [])
        {
            device.Has(HostFactKind.Address, address.ToString(), happened.TimeToLive);
            Describe(facts.For(happened.Protocol, address), happened);
        }
    }

    private static void Describe(HostFactSubject device, DeviceAnnouncementEvent said)
    {
        device.Has(HostFactKind.Name, said.SystemName);
        device.Has(HostFactKind.Identifier, said.ChassisId);
        device.Has(HostFactKind.Software, said.SystemDescription);
        device.Has(HostFactKind.Model, said.Platform ?? said.Model);
        device.Has(HostFactKind.Vendor, said.Manufacturer);
        device.Has(HostFactKind.Attribute, said.SerialNumber is { Length: > 0 } serial ? "serial=" + serial : null);
        device.Has(HostFactKind.Attribute, said.PortId is { Length: > 0 } port ? "port=" + port : null);
        device.Has(HostFactKind.Attribute, said.PortDescription is { Length: > 0 } text ? "port_description=" + text : null);
        foreach (var capability in said.Capabilities ?? []) device.Has(HostFactKind.DeviceKind, capability);
    }
}
