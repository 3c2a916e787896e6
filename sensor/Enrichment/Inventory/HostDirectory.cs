using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Enrichment.Rosters;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>
/// Who is who on the network, now and before: takes in what happens, in order, and says of an address which device it was, with its name and user.
/// Stands before everybody else behind the merge, and tells flows who was at their ends. One thread, bounded.
/// </summary>
public sealed class HostDirectory : IHostDirectory, IEventSink, ILearner
{
    private const ushort DnsPort = 53; // names of the link (mDNS, LLMNR) are no makers' clouds

    private static readonly IpAddr Nobody = IpAddr.FromIPv4(0);
    private static readonly IpAddr Everybody = IpAddr.FromIPv4(uint.MaxValue);

    private readonly HomeNetworks _home;
    private readonly AddressBook _book;
    private Timestamp _now = Timestamp.MinValue;

    /// <summary>A directory of the hosts in these networks that knows nobody yet.</summary>
    public HostDirectory(InventoryOptions options, HomeNetworks home)
    {
        _home = home;
        Table = new DeviceTable(options.Devices);
        _book = new AddressBook(options, Table);
    }

    /// <summary>Devices now.</summary>
    public int Devices => Table.Count;

    /// <summary>Devices and addresses that had to make room.</summary>
    public long Evictions => Table.Evictions + _book.Evictions;

    /// <inheritdoc/>
    public string MemoryName => "inventory";

    /// <inheritdoc/>
    public int MemoryVersion => InventoryMemory.Version;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var device = InventoryMemory.Recall((Table, _book), key, value);
        if (Roster is not null) Table.Changed(device); // it may say something else by now
    }

    /// <inheritdoc/>
    public void Save(IMemory memory) => InventoryMemory.Save((Table, _book), memory);

    /// <summary>The devices themselves.</summary>
    internal DeviceTable Table { get; }

    /// <summary>The managed machines; null when there is no roster.</summary>
    public Roster? Roster { get; private set; }

    private TimeSpan RosterGrace { get; set; }

    /// <summary>Takes a roster, new or changed; all devices are looked up in it again.</summary>
    public void Use(Roster roster, TimeSpan grace)
    {
        (Roster, RosterGrace) = (roster, grace);
        foreach (var device in Table.All) device.Touch();
    }

    /// <inheritdoc/>
    public HostIdentity? Find(IpAddr address) => FindAt(address, _now);

    /// <inheritdoc/>
    public HostIdentity? FindAt(IpAddr address, Timestamp at) => _book.At(address, at) is { } binding ? Tell(binding, address, at) : null;

    /// <summary>All devices, as they were told last, the longest known first.</summary>
    public IReadOnlyList<Device> Inventory() =>
        [.. Table.All.Select(device => device.Told).OfType<Device>().OrderBy(device => device.FirstSeen).ThenBy(device => device.Id, StringComparer.Ordinal)];

    /// <summary>The device as it is known now.</summary>
    internal Device Describe(KnownDevice device)
    {
        if (Roster is not { } roster) return device.ToldUnchanged is { } told ? DeviceSnapshots.Again(device, told) : DeviceSnapshots.Of(device);
        var described = DeviceSnapshots.Of(device);
        return described with { Managed = roster.Match(described, RosterGrace) };
    }

    /// <summary>Asks for the memory that this event will need (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(SensorEvent coming, FetchStep step)
    {
        if (coming is not FlowEvent { Flow: { } flow }) return; // others come before the end of their flow, mostly not long
        _book.FetchAhead(flow.Originator, step);
        _book.FetchAhead(flow.Responder, step);
    }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        _now = Timestamp.Max(_now, happened.Time);
        switch (happened)
        {
            case FlowEvent { Flow: { } flow } ended:
                See(ended, flow);
                Name(ended, flow);
                break;
            case DnsTransactionEvent { Query: { } query, SawQuery: true, Flow: { ResponderPort: DnsPort } flow } when IsOurs(flow.Originator):
                Behaviour.LooksUp(_book.See(flow.Originator, flow.OriginatorMac, flow.Start).Device, flow, query, happened.Time);
                break;
            case HostFactEvent fact:
                Learn(fact);
                break;
            case KerberosEvent or NtlmEvent or RdpSessionEvent or ClearTextLoginEvent when Logons.Of(happened) is { } logon && IsSomebody(logon.Host):
                DeviceOf(logon.Host, happened.Flow!.OriginatorMac, happened).LogOn(new Logon(happened.Time, logon.User, logon.IsOfDomain, logon.Host));
                break;
        }
    }

    /// <summary>Takes in who was at the ends of a flow: its originator, and its responder when it answered.</summary>
    private void See(FlowEvent ended, FlowIdentity flow)
    {
        if (IsOurs(flow.Originator)) Behaviour.GoesTo(_book.See(flow.Originator, flow.OriginatorMac, flow.Start).Device, flow, ended);
        else _book.CarriesElsewhere(flow.OriginatorMac, flow.Originator, flow.Start);
        if (ended.ResponderPackets == 0) return; // nobody may be there, and the address may be a group's
        if (!IsOurs(flow.Responder))
        {
            _book.CarriesElsewhere(flow.ResponderMac, flow.Responder, flow.Start);
            return;
        }
        var device = _book.See(flow.Responder, flow.ResponderMac, flow.Start).Device;
        if (ended.IsInterim || !Answers(ended, flow) || !device.Offers.Note(flow, ended.Service)) return;
        device.Touch();
        Behaviour.Offers(device, flow, ended.Time);
    }

    /// <summary>Whether the responder took the flow up: a reset or an ICMP error is no service.</summary>
    private static bool Answers(FlowEvent ended, FlowIdentity flow) => flow.Transport switch
    {
        Transport.Tcp => ended.ConnectionState is "SF" or "S1" or "S2" or "S3" or "RSTO" or "RSTR",
        Transport.Udp => ended.DirectionConfidence >= 0.5, // a coin's throw: else the client may seem to be the server
        _ => false,
    };

    /// <summary>Tells the flow who was at its ends: the device when it began, the user when it ended.</summary>
    private void Name(FlowEvent ended, FlowIdentity flow)
    {
        var last = flow.Start + (ended.Duration ?? TimeSpan.Zero);
        if (_book.At(flow.Originator, flow.Start) is { } originator)
        {
            ended.OriginatorHost = originator.Device.Named.Name;
            ended.OriginatorUser = originator.Device.UserAt(last);
        }
        if (_book.At(flow.Responder, flow.Start) is { } responder) ended.ResponderHost = responder.Device.Named.Name;
    }

    private void Learn(HostFactEvent fact)
    {
        if (fact.Kind == HostFactKind.HardwareAddress)
        {
            if (fact.Address is { } owner && IsSomebody(owner) && MacAddress.TryParse(fact.Value, out var mac) && !mac.IsGroup)
                _book.Announce(owner, mac, fact.Source is "dhcp" or "dhcpv6" ? BindingSource.Lease : BindingSource.Announcement, (fact.ValidFrom, fact.ValidTo));
            return;
        }
        if (fact.Kind == HostFactKind.Address) return; // the same, told of the hardware address
        if (fact.Address is { } address && !IsSomebody(address)) return;
        DeviceOf(fact.Address, fact.Mac, fact).Learn(new DeviceClaim(fact.Kind, fact.Value, fact.Source, fact.Address ?? default, fact.Time)
        {
            Traits = Traits.Of(fact.Kind, fact.Value, fact.Source),
        });
    }

    private KnownDevice DeviceOf(IpAddr? address, MacAddress mac, SensorEvent told) =>
        address is { } known ? _book.See(known, mac, told.Time).Device : Table.Get(DeviceKey.Of(mac), told.Time);

    private HostIdentity Tell(Binding binding, IpAddr address, Timestamp at)
    {
        var device = binding.Device;
        var (identity, version) = binding.Told;
        if (identity is null || version != device.Version) binding.Told = (identity = Identify(device, address), device.Version);
        var user = device.UserAt(at);
        return identity.User == user ? identity : identity with { User = user };
    }

    private HostIdentity Identify(KnownDevice device, IpAddr address)
    {
        ref readonly var profile = ref device.Profile;
        return new HostIdentity
        {
            DeviceId = device.Id,
            Address = address,
            Mac = device.Key.IsRouted ? null : device.Key.Mac,
            Name = profile.Name,
            Domain = profile.Domain,
            User = device.UserAt(device.LastSeen),
            Kind = profile.Class.Kind.Value,
            Vendor = profile.Class.Vendor.Value,
            OperatingSystem = profile.Class.OperatingSystem.Value,
            Role = profile.Role,
            IsManaged = Roster is null ? null : Describe(device).Managed?.IsManaged,
        };
    }

    private bool IsOurs(IpAddr address) => (_home.Contains(address) && IsSomebody(address)) || _book.Current(address) is not null; // what lies in our networks needs no look into the book

    /// <summary>Whether it can be one host's address.</summary>
    private static bool IsSomebody(IpAddr address) =>
        address != default && address != Nobody && address != Everybody && !address.IsMulticast && !IsLoopback(address);

    private static bool IsLoopback(IpAddr address) => address.IsIPv4 ? address.IPv4Value >> 24 == 127 : address is { High: 0, Low: 1 };
}
