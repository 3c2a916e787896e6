using NetSensor.Generator.Week;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// Six hours of a small office in which somebody takes the places of others: a printer's address for good and another's for minutes, the router's in its neighbours' tables, the file server's name, a computer's hardware address.
/// In the benign twin the same moves by right: leases, routers and services that fail over, docking stations, virtual machines, phones with made-up addresses, spare parts.
/// </summary>
public sealed class PlaceScenario
{
    private const int Intel = 0xA4BF01, Raspberry = 0xB827EB, VirtualBox = 0x080027, Dock = 0x00E04C;
    private const string Linux = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", Printer = "HP-ChaiSOE/1.0", Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36";
    private static readonly Timestamp Begin = Calendar.At(0, 8), Moves = Begin + TimeSpan.FromHours(3);
    private static readonly TimeSpan Rtt = TimeSpan.FromMilliseconds(1);

    private readonly PcapWriter _out = new();
    private readonly Office _office;
    private readonly Random _chance;
    private ushort _port = 50_000;

    /// <summary>The seed draws ports and numbers.</summary>
    public PlaceScenario(int seed) => (_office, _chance) = (new Office(people: 4, seed), new Random(seed));

    /// <summary>Places of others are taken.</summary>
    public PcapWriter Taken()
    {
        Morning();
        var printer = _office.Printers[0].Host with { Mac = Office.Hardware(VirtualBox, "kali") };
        for (var i = 0; i < 6; i++) Announce(printer, Moves + TimeSpan.FromSeconds(i));
        for (var i = 0; i < 3; i++) Browse(printer, Linux, Moves + TimeSpan.FromMinutes(5 * i + 1));

        var (mallory, router) = (new Host(Office.Address(0x1042), Office.Hardware(Intel, "mallory")), _office.Router);
        var now = Moves + TimeSpan.FromHours(1);
        Announce(mallory, now);
        for (var i = 0; i < 20; i++) _out.Add(now += TimeSpan.FromSeconds(5), Frames.Arp(i % 2 == 0 ? router with { Mac = mallory.Mac } : router, _office.Workstations[0].Host, answer: true));

        Join(Card("FS01", MachineKind.Thing, Raspberry, 0x00F0), Moves + TimeSpan.FromMinutes(90));

        var cloned = new Machine("kali", MachineKind.Thing, _office.Workstations[3].Host, Presence.Always);
        Join(cloned, Moves + TimeSpan.FromHours(2));
        for (var i = 0; i < 4; i++) Browse(cloned.Host, Linux, Moves + TimeSpan.FromMinutes(121 + i));
        Borrow(_office.Printers[1].Host, Office.Hardware(VirtualBox, "parrot"), Moves + TimeSpan.FromMinutes(150));
        Evening();
        return _out;
    }

    /// <summary>The benign twin.</summary>
    public PcapWriter Moved()
    {
        Morning();
        var desk = _office.Workstations[1];
        Join(new Machine("LT-NEW", MachineKind.Laptop, desk.Host with { Mac = Office.Hardware(Intel, "new") }, Presence.Always), Moves);      // the lease of one who left
        VirtualRouters();
        foreach (var (node, minute) in new[] { ("node-a", 0), ("node-b", 180), ("node-a", 240) })                                              // a service that moves with its address
            Announce(new Host(Office.Address(0x0014), Office.Hardware(Intel, node)), Begin + TimeSpan.FromMinutes(minute));
        Join(Card("LT-001", MachineKind.Laptop, Dock, 0x1051), Moves);                                                                         // who was at its own card before
        Join(Card("LT-002", MachineKind.Laptop, Dock, 0x1051), Moves + TimeSpan.FromHours(1));                                                 // the next at the same docking station
        for (var i = 0; i < 3; i++) Announce(_office.FileServer.Host, Moves + TimeSpan.FromSeconds(i));                                        // a virtual machine arrives on another host
        var phone = _office.Mobiles[0];
        Join(new Machine(phone.Name, MachineKind.Mobile, phone.Host with { Mac = new MacAddress(0x0655_0102_0304) }, Presence.Always), Moves); // another made-up address
        Announce(_office.Printers[0].Host with { Mac = Office.Hardware(0x308D99, "spare") }, Moves);                                           // the printer's new board
        Borrow(_office.Printers[1].Host, Office.Hardware(0x308D99, "second board"), Moves + TimeSpan.FromMinutes(150));                         // one on trial
        var second = _office.FileServer.Host with { Address = Office.Address(0x001B), Mac = Office.Hardware(0x001DD8, "second card") };
        Announce(second, Moves);
        LogOn(_office.Workstations[0].Host, second, "FS01", Moves + TimeSpan.FromMinutes(1));
        Evening();
        return _out;
    }

    /// <summary>Other hardware speaks with the address for some minutes, before and after which its owner does.</summary>
    private void Borrow(Host owner, MacAddress other, Timestamp now)
    {
        foreach (var minute in new[] { -30, -1, 5, 10 }) Browse(owner, Printer, now + TimeSpan.FromMinutes(minute));
        Announce(owner with { Mac = other }, now);
        for (var minute = 1; minute < 4; minute++) Browse(owner with { Mac = other }, Linux, now + TimeSpan.FromMinutes(minute));
        Announce(owner, now + TimeSpan.FromSeconds(270));
    }

    private void Morning()
    {
        foreach (var machine in _office.Servers.Concat(_office.Printers.Take(2))) Announce(machine.Host, Begin);
        Announce(_office.Router, Begin);
        foreach (var machine in _office.Workstations.Concat(_office.Mobiles).Concat(_office.Printers.Take(2))) Join(machine, Begin + TimeSpan.FromSeconds(_chance.Next(60)));
        foreach (var machine in _office.Workstations)
        {
            LogOn(machine.Host, _office.FileServer.Host, "FS01", Begin + TimeSpan.FromMinutes(2));
            Browse(machine.Host, Windows, Begin + TimeSpan.FromMinutes(3));
        }
    }

    /// <summary>The day goes on, so that what settled is seen to have.</summary>
    private void Evening()
    {
        for (var minute = 10; minute < 360; minute += 10) Browse(_office.Workstations[2].Host, Windows, Begin + TimeSpan.FromMinutes(minute));
    }

    /// <summary>VRRP's and HSRP's address answers with the hardware address of its group from one router, and after an hour with a router's own.</summary>
    private void VirtualRouters()
    {
        foreach (var (lower, group, own) in new[] { (0x00FE, 0x0000_5E00_0101UL, 0x001B_5400_0002UL), (0x00FD, 0x0000_0C07_AC05UL, 0x001B_5400_0003UL) })
            for (var i = 0; i < 6; i++)
                Announce(new Host(Office.Address(lower), new MacAddress(i % 2 == 0 ? group : own)), (i < 1 ? Begin : Moves) + TimeSpan.FromMinutes(i));
    }

    private static Machine Card(string name, MachineKind kind, int maker, int lower) => new(name, kind, new Host(Office.Address(lower), Office.Hardware(maker, maker == Dock ? "dock" : name)), Presence.Always);

    private void Join(Machine machine, Timestamp now)
    {
        DhcpMessages.Join(_out, machine, _office, now, _chance);
        Announce(machine.Host, now + TimeSpan.FromSeconds(1));
    }

    /// <summary>Gratuitous ARP (RFC 5227 §2.3).</summary>
    private void Announce(Host host, Timestamp now) => _out.Add(now, Frames.Arp(host, host, answer: false));

    private void Browse(Host host, string agent, Timestamp now) =>
        Talk(host, _office.Outside(IpAddr.Parse("129.187.161.112")), 80, now).Client(Messages.HttpGet("www.example", "/", agent)).Server(Messages.HttpOk("hello")).Close();

    private void LogOn(Host client, Host server, string name, Timestamp now)
    {
        const uint moreProcessingRequired = 0xC000_0016;
        var (talk, messages) = (Talk(client, server, 445, now), new SmbMessages());
        foreach (var (ask, answer) in new[]
        {
            messages.Negotiate(Octets.Noise(16, new Random(name.Length))), messages.SessionSetup(NtlmMessages.Negotiate, NtlmMessages.Challenge(name, _chance), moreProcessingRequired),
            messages.SessionSetup(NtlmMessages.Authenticate("OFFICE", "user", "PC", _chance), [], 0),
        })
            talk.Client(ask).Server(answer);
        talk.Close();
    }

    private TcpConversation Talk(Host client, Host server, ushort port, Timestamp now) => new(_out, now, (client, _port++), (server, port), Rtt, _chance);
}
