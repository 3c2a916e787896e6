using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>The machines of an office in one network, 10.44.0.0/16, behind one router; all of them are seen on the mirror port.</summary>
public sealed class Office
{
    private const string Makers = "F8B156 3C5282 54E1AD 3C22FB";             // Dell, HP, Lenovo, Apple

    private readonly int _seed;
    private readonly Dictionary<IpAddr, Machine> _byAddress = [];
    private readonly Host _router = new(IpAddr.Parse("10.44.0.1"), new MacAddress(0x001B54_000001));

    /// <summary>Furnishes an office for a number of people.</summary>
    public Office(int people, int seed)
    {
        _seed = seed;
        DomainController = Server("DC01", 10, 0x001DD8);
        FileServer = Server("FS01", 11, 0x001DD8);
        MailServer = Server("MAIL01", 12, 0x001DD8);
        BackupServer = Server("BACKUP01", 13, 0x001132);
        Monitor = Server("MON01", 14, 0x005056);
        Intranet = Server("WEB01", 15, 0x005056);
        for (var i = 0; i < Math.Max(2, people / 15); i++) Printers.Add(Fixed($"PRN{i + 1:D2}", MachineKind.Printer, 0x0030, 0x308D99, i));
        for (var i = 0; i < Math.Max(2, people / 10); i++) Cameras.Add(Fixed($"CAM{i + 1:D2}", MachineKind.Camera, 0x0060, 0xACCC8E, i));
        for (var i = 0; i < people / 2; i++) DeskPhones.Add(Fixed($"SEP805EC0{i:X6}", MachineKind.DeskPhone, 0x0400, 0x805EC0, i));
        foreach (var (name, maker) in new[] { ("thermostat", 0x18B430), ("television", 0x8CEA48), ("solar", 0xB827EB), ("nas-lab", 0x001132) })
            Things.Add(Fixed(name, MachineKind.Thing, 0x00A0, maker, Things.Count));
        for (var i = 0; i < people; i++) Furnish(i);
    }

    /// <summary>Name server, Kerberos, directory.</summary>
    public Machine DomainController { get; }
    /// <summary>Shares.</summary>
    public Machine FileServer { get; }
    /// <summary>Mail.</summary>
    public Machine MailServer { get; }
    /// <summary>Fetches what is to be kept, at night.</summary>
    public Machine BackupServer { get; }
    /// <summary>Asks everybody how they are, every minute or five.</summary>
    public Machine Monitor { get; }
    /// <summary>The office's own pages.</summary>
    public Machine Intranet { get; }
    /// <summary>Machines of people, in the order of their desks.</summary>
    public List<Machine> Workstations { get; } = [];
    /// <summary>Phones of people.</summary>
    public List<Machine> Mobiles { get; } = [];
    /// <summary>Telephones on desks.</summary>
    public List<Machine> DeskPhones { get; } = [];
    /// <summary>Printers.</summary>
    public List<Machine> Printers { get; } = [];
    /// <summary>Cameras.</summary>
    public List<Machine> Cameras { get; } = [];
    /// <summary>Everything else.</summary>
    public List<Machine> Things { get; } = [];

    /// <summary>The servers.</summary>
    public IReadOnlyList<Machine> Servers => [DomainController, FileServer, MailServer, BackupServer, Monitor, Intranet];

    /// <summary>Every machine.</summary>
    public IEnumerable<Machine> All => _byAddress.Values;

    /// <summary>The router, as who sits in the office sees it.</summary>
    public Host Router => _router;

    /// <summary>Who has this address: a machine here, or one outside behind the router.</summary>
    public Host At(IpAddr address) => _byAddress.TryGetValue(address, out var machine) ? machine.Host : Outside(address);

    /// <summary>Whether a machine has this address.</summary>
    public bool IsTaken(IpAddr address) => _byAddress.ContainsKey(address);

    /// <summary>An address outside, behind the router.</summary>
    public Host Outside(IpAddr address) => new(address, _router.Mac);

    /// <summary>Puts a machine into the network.</summary>
    public Machine Place(Machine machine)
    {
        _byAddress[machine.Host.Address] = machine;
        return machine;
    }

    /// <summary>An address of the office: 10.44.x.y by its lower 16 bits.</summary>
    public static IpAddr Address(int lower) => IpAddr.FromIPv4(0x0A2C_0000u + (uint)lower);

    /// <summary>A hardware address of a maker.</summary>
    public static MacAddress Hardware(int maker, string name) => new(((ulong)(uint)maker << 24) | (Chance.Hash(name) & 0xFF_FFFF));

    private Machine Server(string name, int lower, int maker) => Place(new Machine(name, MachineKind.Server, new Host(Address(lower), Hardware(maker, name)), Presence.Always));

    private Machine Fixed(string name, MachineKind kind, int first, int maker, int number) =>
        Place(new Machine(name, kind, new Host(Address(first + number), Hardware(maker, name)), Presence.Always));

    /// <summary>A desk: a machine, of which two in five stay there day and night, and a phone in the wireless network.</summary>
    private void Furnish(int person)
    {
        var chance = Chance.For(_seed, $"desk {person}");
        var isDesktop = person % 5 is 0 or 3;
        var isApple = person % 10 == 7;
        var name = isApple ? $"macbook-{person}" : isDesktop ? $"PC-{person:D3}" : $"LT-{person:D3}";
        var maker = Convert.ToInt32(Makers.Split(' ')[isApple ? 3 : chance.Next(3)], 16);
        Workstations.Add(Place(new Machine(name, isDesktop ? MachineKind.Desktop : MachineKind.Laptop, new Host(Address(0x1000 + person), Hardware(maker, name)),
            isDesktop ? Presence.Always : Presence.OfficeHours(chance, sleepsAtLunch: true))
        {
            User = $"user{person:D3}",
            IsApple = isApple,
            Browser = isApple ? TlsClient.Apple : person % 4 == 1 ? TlsClient.Firefox : TlsClient.Chrome,
        }));
        if (person % 2 == 0)
            Mobiles.Add(Place(new Machine($"phone-{person}", MachineKind.Mobile, new Host(Address(0x2000 + person), new MacAddress(0x0200_0000_0000UL | Chance.Hash(name + "m"))),
                Presence.OfficeHours(chance, sleepsAtLunch: false)) { IsApple = person % 4 == 0, Browser = person % 4 == 0 ? TlsClient.Apple : TlsClient.Chrome }));
    }
}
