using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>Names of servers that another device calls itself by. A laptop has its name on every network card; a server's name leads others to it.</summary>
internal sealed class TakenNames(DeviceOptions options, DetectorContext context)
{
    private readonly BoundedMap<string, Owner> _owners = new(options.Capacity, StringComparer.OrdinalIgnoreCase);

    private sealed class Owner
    {
        public string? Id;
        public IpAddr Address;
        public Timestamp FirstSeen;
    }

    /// <summary>Names that had to make room.</summary>
    public long Evictions => _owners.Evictions;

    /// <summary>Takes what is known of a device; the server whose name it took, or null.</summary>
    public HostIdentity? Note(DeviceEvent told)
    {
        var device = told.Device;
        if (device is not { Name: { } name, Mac: not null, Addresses.Count: > 0 }) return null; // behind a router a name passes from address to address
        var owner = _owners.GetOrAdd(name, static _ => new Owner());
        if (owner.Id != device.Id && owner.Id is not null && context.Hosts.Find(owner.Address) is { } host && host.DeviceId == owner.Id)
            return IsTaken(told, owner) && host.Role is HostRole.Server or HostRole.DomainController or HostRole.Infrastructure && owner.Address != device.Addresses[0] ? host : null;
        (owner.Id, owner.Address, owner.FirstSeen) = (device.Id, device.Addresses[0], device.FirstSeen);
        return null;
    }

    /// <summary>Whether the device came long after the owner, or called itself otherwise before: cards of one machine are seen together.</summary>
    private bool IsTaken(DeviceEvent told, Owner owner) =>
        told.Change is DeviceChange.Appeared or DeviceChange.Name or DeviceChange.Kind or DeviceChange.OperatingSystem
        && (told.Device.FirstSeen - owner.FirstSeen >= options.KnownFor || (told is { Change: DeviceChange.Name, From: not null } && told.Time - owner.FirstSeen >= options.KnownFor));
}
