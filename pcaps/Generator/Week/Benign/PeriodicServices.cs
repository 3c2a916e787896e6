using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>
/// Everything that calls home with every right: systems, browsers, agents and clouds that all machines ask, and what one machine alone asks, which is the hardest to tell
/// from a beacon. Names and pauses are those of the field where there are such.
/// </summary>
internal sealed class PeriodicServices(Traffic traffic, WeekOptions options)
{
    private const double QuickestShare = 0.4, SlowestShare = 2.5, MostSpread = 0.25; // of what is drawn: other pauses, and how much they vary

    private static readonly PeriodicService[] OfWindows =
    [
        new("ctldl.windowsupdate.com", 21_600, 0.3) { Block = "cdn3", Port = 80, Agent = "Microsoft-CryptoAPI/10.0" },
        new("settings-win.data.microsoft.com", 3_600, 0.2) { Block = "microsoft", Client = TlsClient.Windows13 },
        new("v10.events.data.microsoft.com", 900, 0.6) { Block = "microsoft", Request = 4_000, Answer = 300 },
        new("slscr.update.microsoft.com", 14_400, 0.25) { Block = "microsoft", Request = 1_100, Answer = 20_000 },
        new("wdcp.microsoft.com", 1_800, 0.4) { Block = "microsoft", Request = 1_500, Answer = 500 },
        new("www.msftconnecttest.com", 10_800, 0.1) { Block = "cdn3", Port = 80, Agent = "Microsoft NCSI" },
        new("agent.edr-vendor.example", 600, 0.05) { Block = "cloud", Request = 900, Answer = 250 },
        new("definitions.edr-vendor.example", 3_600, 0.1) { Block = "cdn", Answer = 60_000 },
    ];

    private static readonly PeriodicService[] OfBrowsers =
    [
        new("update.googleapis.com", 18_000, 0.1) { Block = "google", Client = TlsClient.Chrome, Answer = 1_200 },
        new("safebrowsing.googleapis.com", 1_800, 0.05) { Block = "google", Client = TlsClient.Chrome, Answer = 3_000 },
        new("edge.microsoft.com", 3_600, 0.3) { Block = "microsoft", Client = TlsClient.Chrome },
    ];

    private static readonly PeriodicService[] OfApple =
    [
        new("gateway.icloud.com", 900, 0.5) { Block = "apple", Client = TlsClient.Apple },
        new("mesu.apple.com", 21_600, 0.3) { Block = "apple", Client = TlsClient.Apple },
        new("captive.apple.com", 7_200, 0.4) { Block = "apple", Port = 80, Agent = "CaptiveNetworkSupport-460 wispr" },
        new("configuration.ls.apple.com", 10_800, 0.3) { Block = "apple", Client = TlsClient.Apple },
    ];

    private static readonly PeriodicService[] OfAndroid =
    [
        new("connectivitycheck.gstatic.com", 3_600, 0.5) { Block = "google", Port = 80, Agent = "Dalvik/2.1.0" },
        new("play.googleapis.com", 7_200, 0.5) { Block = "google" , Client = TlsClient.Chrome },
        new("app-measurement.com", 3_600, 0.7) { Block = "google", Client = TlsClient.Chrome, Request = 1_500 },
    ];

    /// <summary>What one machine alone asks: by the machine's kind and its number among those.</summary>
    private static readonly (string Machine, PeriodicService Service)[] OfOne =
    [
        ("thermostat", new("api.thermostat-cloud.example", 300, 0.01) { Client = TlsClient.Embedded, Block = "DE", Request = 350, Answer = 160 }),
        ("solar", new("data.solar-portal.example", 60, 0.01) { Port = 80, Block = "DE", Agent = "SolarLog/4.2", Answer = 60 }),
        ("television", new("log.tv-vendor.example", 900, 0.1) { Client = TlsClient.OpenSsl, Block = "KR", Request = 900 }),
        ("television", new("time-sync.tv-vendor.example", 3_600, 0.02) { Client = TlsClient.OpenSsl, Block = "KR", Request = 200 }),
        ("nas-lab", new("checkip.dyndns.example", 300, 0.01) { Port = 80, Block = "US", Agent = "curl/8.5", Answer = 100 }),
        ("nas-lab", new("update.nas-vendor.example", 21_600, 0.2) { Client = TlsClient.OpenSsl, Block = "cdn" }),
        ("desk 6", new("git.forge.example", 120, 0.02) { Client = TlsClient.OpenSsl, Block = "cdn", Request = 500, Answer = 400 }),
        ("desk 9", new("feeds.reader.example", 900, 0.03) { Client = TlsClient.Firefox, Block = "cdn2", Answer = 9_000 }),
        ("desk 12", new("api.weather-widget.example", 600, 0.02) { Client = TlsClient.Windows, Block = "NL", Answer = 1_500 }),
        ("desk 16", new("quotes.exchange-ticker.example", 30, 0.04) { Client = TlsClient.Chrome, Block = "US", Request = 450, Answer = 700 }),
        ("desk 22", new("webmail.provider.example", 60, 0.03) { Client = TlsClient.Firefox, Block = "DE", Request = 600, Answer = 350 }),
        ("desk 29", new("license.cad-vendor.example", 1_800, 0.01) { Client = TlsClient.Windows, Block = "FR", Request = 700, Answer = 300 }),
        ("MON01", new("www.our-office.example", 60, 0.01) { Client = TlsClient.OpenSsl, Block = "DE", Request = 120, Answer = 9_000 }),
        ("MON01", new("deb.debian.org", 43_200, 0.3) { Port = 80, Block = "cdn2", Agent = "Debian APT-HTTP/1.3 (2.6.1)" }),
        ("MAIL01", new("database.clamav.net", 3_600, 0.02) { Client = TlsClient.OpenSsl, Block = "cdn", Answer = 40_000 }),
        ("BACKUP01", new("license.backup-vendor.example", 14_400, 0.02) { Client = TlsClient.Windows, Block = "US" }),
        ("WEB01", new("acme.certificates.example", 43_200, 0.3) { Client = TlsClient.OpenSsl, Block = "cdn" }),
    ];

    /// <summary>Every service of every machine.</summary>
    public IEnumerable<IEnumerable<Timestamp>> All(Office office)
    {
        Place();
        foreach (var machine in office.Workstations)
        {
            foreach (var service in machine.IsApple ? OfApple : OfWindows) yield return Ask(machine, service);
            if (!machine.IsApple) foreach (var service in OfBrowsers) yield return Ask(machine, service);
        }
        foreach (var machine in office.Servers.Take(3)) foreach (var service in OfWindows) yield return Ask(machine, service);
        foreach (var phone in office.Mobiles) foreach (var service in phone.IsApple ? OfApple : OfAndroid) yield return Ask(phone, service);
        foreach (var (name, service) in options.IsDrawn ? Drawn(office) : OfOne)
            if (Find(office, name) is { } machine) yield return Ask(machine, service);
    }

    /// <summary>What one machine alone asks, at other pauses and from other desks.</summary>
    private IEnumerable<(string Machine, PeriodicService Service)> Drawn(Office office)
    {
        var chance = Chance.For(options.Seed, "drawn services");
        foreach (var (machine, service) in OfOne)
        {
            var seconds = service.Seconds * QuickestShare * Math.Pow(SlowestShare / QuickestShare, chance.NextDouble());
            var desk = $"desk {chance.Next(office.Workstations.Count)}";
            yield return (machine.StartsWith("desk ", StringComparison.Ordinal) ? desk : machine, service with { Seconds = Math.Round(seconds), Spread = MostSpread * chance.NextDouble() * chance.NextDouble() });
        }
    }

    private void Place()
    {
        foreach (var service in OfWindows.Concat(OfBrowsers).Concat(OfApple).Concat(OfAndroid).Concat(OfOne.Select(one => one.Service)))
            traffic.Internet.Add(service.Name, service.Block, service.Block.Length > 2 ? 3 : 1);
    }

    private static Machine? Find(Office office, string name) =>
        name.StartsWith("desk ", StringComparison.Ordinal)
            ? office.Workstations.ElementAtOrDefault(int.Parse(name[5..], System.Globalization.CultureInfo.InvariantCulture))
            : office.Things.Concat(office.Servers).FirstOrDefault(machine => machine.Name == name);

    private IEnumerable<Timestamp> Ask(Machine machine, PeriodicService service)
    {
        var chance = Chance.For(options.Seed, $"{service.Name} {machine.Name}");
        var exchange = new Exchange(service.Name) { Client = service.Client, Port = service.Port };
        return machine.Again(chance, Pause, now =>
        {
            var sized = exchange with { Request = service.Request + chance.Next(40), Answer = chance.Happens(0.1) ? service.Answer * 2 : service.Answer };
            if (service.Port == 80) traffic.Http(machine, sized, "/check?id=" + Chance.Hash(machine.Name), service.Agent, now, chance);
            else traffic.Tls(machine, sized, now, chance);
        });

        TimeSpan Pause() => TimeSpan.FromSeconds(service.Seconds * (1 + service.Spread * (2 * chance.NextDouble() - 1)));
    }
}
