using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>Names of servers that another device calls itself by. A laptop has its name on every network card; a server's name leads others to it.</summary>
internal sealed class TakenNames
{
    private readonly DeviceOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<string, Owner> _owners;
    private readonly KeptEntries<Owner, KeptOwner> _kept;

    /// <summary>Nobody has a name yet.</summary>
    public TakenNames(DeviceOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _owners = new BoundedMap<string, Owner>(options.Capacity, StringComparer.OrdinalIgnoreCase);
        _kept = new KeptEntries<Owner, KeptOwner>("name ", () => _owners.Values)
        {
            Key = owner => owner.Name,
            Keep = owner => new KeptOwner(owner.Id!, owner.Address, owner.FirstSeen),
            PutBack = (name, kept) => _owners.GetOrAdd(name, _ => new Owner(name) { Id = kept.Id, Address = kept.Address, FirstSeen = kept.FirstSeen }),
        };
    }

    private sealed class Owner(string name) : IKept
    {
        public string? Id;
        public IpAddr Address;
        public Timestamp FirstSeen;

        public string Name { get; } = name;
        public Timestamp Last { get; set; }
        public bool IsUnsaved { get; set; }
    }

    internal sealed record KeptOwner(string Id, IpAddr Address, Timestamp FirstSeen);

    /// <summary>What is kept over a restart: who had which name first.</summary>
    public IRemembered Memory => _kept;

    /// <summary>Names that had to make room.</summary>
    public long Evictions => _owners.Evictions;

    /// <summary>Takes what is known of a device; the server whose name it took, or null.</summary>
    public HostIdentity? Note(DeviceEvent told)
    {
        var device = told.Device;
        if (device is not { Name: { } name, Mac: not null, Addresses.Count: > 0 }) return null; // behind a router a name passes from address to address
        var owner = _owners.GetOrAdd(name, static known => new Owner(known));
        if (owner.Id != device.Id && owner.Id is not null && _context.Hosts.Find(owner.Address) is { } host && host.DeviceId == owner.Id)
            return IsTaken(told, owner) && host.Role is HostRole.Server or HostRole.DomainController or HostRole.Infrastructure && owner.Address != device.Addresses[0] ? host : null;
        (owner.Id, owner.Address, owner.FirstSeen, owner.Last) = (device.Id, device.Addresses[0], device.FirstSeen, told.Time);
        _kept.Changed(owner);
        return null;
    }

    /// <summary>Whether the device came long after the owner, or called itself otherwise before: cards of one machine are seen together.</summary>
    private bool IsTaken(DeviceEvent told, Owner owner) =>
        told.Change is DeviceChange.Appeared or DeviceChange.Name or DeviceChange.Kind or DeviceChange.OperatingSystem
        && (told.Device.FirstSeen - owner.FirstSeen >= _options.KnownFor || (told is { Change: DeviceChange.Name, From: not null } && told.Time - owner.FirstSeen >= _options.KnownFor));
}
