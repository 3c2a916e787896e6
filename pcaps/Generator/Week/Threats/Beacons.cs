namespace NetSensor.Generator.Week.Threats;

/// <summary>The beacons of the week, each on a machine of its own.</summary>
internal static class Beacons
{
    private static readonly Exchange Https = new("") { Client = TlsClient.Windows, Request = 380, Answer = 190 };

    /// <summary>All of them.</summary>
    public static IEnumerable<Beacon> All(Office office, Internet internet)
    {
        Machine[] desktops = [.. office.Workstations.Where(machine => machine.Kind == MachineKind.Desktop && machine.IsWindows)];
        Machine[] laptops = [.. office.Workstations.Where(machine => machine.Kind == MachineKind.Laptop && machine.IsWindows)];
        var (hours, minute) = (TimeSpan.FromHours(10), new Sleep(60, 0));
        return
        [
            new("cs-60-0", Desktop(0), Calendar.At(0, 9.2), hours, minute, Site(Desktop(0), "assets.cloudmetrics-cdn.example", "NL"))
                { About = "Cobalt Strike over HTTPS, sleep 60 s, no jitter" },
            new("cs-60-25", Desktop(1), Calendar.At(0, 13.1), hours, minute with { Jitter = 0.25 }, Site(Desktop(1), "api.fleetsync.example", "cloud"))
                { About = "Cobalt Strike over HTTPS, sleep 60 s, jitter 25 %" },
            new("cs-60-50", Desktop(2), Calendar.At(1, 8.5), hours, minute with { Jitter = 0.5 }, Site(Desktop(2), "img.portal-static.example", "DE"))
                { About = "Cobalt Strike over HTTPS, sleep 60 s, jitter 50 %" },
            new("cs-60-90", Desktop(3), Calendar.At(1, 11), TimeSpan.FromHours(12), minute with { Jitter = 0.9 }, Site(Desktop(3), "cdn.weblogger.example", "FR"))
                { About = "Cobalt Strike over HTTPS, sleep 60 s, jitter 90 %" },
            new("sleep-4h", Desktop(4), Calendar.At(0, 1.5), TimeSpan.FromDays(7), new Sleep(4 * 3_600, 0.1), Site(Desktop(4), "sync.longterm-archive.example", "NL"))
                { About = "a sleep of four hours, jitter 10 %, all week" },
            new("missed-30", Desktop(5), Calendar.At(2, 9), hours, minute with { Jitter = 0.2 }, Site(Desktop(5), "stats.pagerender.example", "cloud"))
                { Missed = 0.3, About = "sleep 60 s, jitter 20 %, three of ten calls do not come" },
            new("sleep-change", Desktop(6), Calendar.At(2, 10), TimeSpan.FromHours(12), minute, Site(Desktop(6), "go.linkresolve.example", "GB"))
            {
                Changes = [(TimeSpan.FromHours(3), new Sleep(600, 0.1)), (TimeSpan.FromHours(11), new Sleep(30, 0.1))],
                About = "sleep 60 s for three hours, then 600 s for eight, then 30 s",
            },
            new("office-hours", Laptop(0), Calendar.At(0, 9), TimeSpan.FromDays(7), new Sleep(600, 0.2), Site(Laptop(0), "update.driver-center.example", "SE"))
                { About = "sleep 600 s, jitter 20 %, on a laptop that goes home" },
            new("cdn-20", Desktop(7), Calendar.At(3, 9), TimeSpan.FromHours(8), minute with { Jitter = 0.25 }, Fronted(internet, Desktop(7)))
                { About = "sleep 60 s, jitter 25 %, to a name behind a content network with twenty addresses" },
            new("dns-beacon", Desktop(8), Calendar.At(1, 14), hours, minute with { Jitter = 0.2 }, new DnsCheckIn(Desktop(8), "ns1.telemetry-edge.example"))
                { About = "Cobalt Strike over DNS: a name every 60 s, jitter 20 %, tasks in texts" },
            new("dns-tunnel", Desktop(9), Calendar.At(3, 15), TimeSpan.FromHours(1.5), new Sleep(4, 0.5), new TunnelCheckIn(Desktop(9), "t.freeroute.example"))
                { About = "a connection through DNS with NULL records" },
            new("http-beacon", Desktop(10), Calendar.At(0, 15), TimeSpan.FromHours(8), new Sleep(30, 0.5), Place(internet, "www.jquery-mirror.example", "US",
                new WebCheckIn(Desktop(10), Https with { Site = "www.jquery-mirror.example", Port = 80 }, WebKind.Http)))
                { About = "Cobalt Strike over HTTP, sleep 30 s, jitter 50 %" },
            new("quic-beacon", Desktop(11), Calendar.At(2, 14), hours, minute with { Jitter = 0.3 }, Place(internet, "edge.quickdelivery.example", "cloud",
                new WebCheckIn(Desktop(11), Https with { Site = "edge.quickdelivery.example", Client = TlsClient.Go }, WebKind.Quic)))
                { About = "HTTP/3, sleep 60 s, jitter 30 %" },
            new("smb-pipe", Desktop(12), Calendar.At(2, 12), TimeSpan.FromHours(8), minute with { Jitter = 0.2 }, new PipeCheckIn(Desktop(12), Desktop(13), "msagent_7f"))
                { About = "an implant that is reached through a pipe of another one, every 60 s, jitter 20 %, in one session of SMB" },
            new("in-connection", Desktop(14), Calendar.At(3, 10), TimeSpan.FromHours(8), new Sleep(30, 0.2), Place(internet, "live.boardroom-socket.example", "cloud",
                new OpenCheckIn(Desktop(14), Https with { Site = "live.boardroom-socket.example", Client = TlsClient.Go, Request = 96, Answer = 64 })))
                { About = "calls inside one TLS connection that stays open for eight hours, every 30 s, jitter 20 %" },
            new("raw-ip", Desktop(15), Calendar.At(4, 8), TimeSpan.FromHours(12), new Sleep(300, 0.1), SelfSigned(internet, Desktop(15)))
                { About = "TLS to a bare address on port 8443, without a name, certificate signed by itself, every 300 s, jitter 10 %" },
            new("sliver", Laptop(1), Calendar.At(4, 9), TimeSpan.FromHours(9), minute with { Longer = 0.5 }, Site(Laptop(1), "cache.softwarehub.example", "cloud", TlsClient.Go))
                { About = "Sliver: 60 s and up to 30 more" },
            new("empire-5s", Laptop(2), Calendar.At(3, 13), TimeSpan.FromHours(2), new Sleep(5, 0.2) { Longer = 0.2 }, Place(internet, "news.login-process.example", "US",
                new WebCheckIn(Laptop(2), Https with { Site = "news.login-process.example", Port = 80 }, WebKind.Http) { Clear = ("/login/process.php", "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0)") }))
                { About = "Empire over HTTP: 5 s, give or take a fifth" },
            new("raw-tcp", Laptop(3), Calendar.At(3, 9.5), TimeSpan.FromHours(7), new Sleep(120, 0.1), new WebCheckIn(Laptop(3),
                new Exchange("") { Address = Internet.Address("SE", "raw"), Port = 4444, Request = 48, Answer = 24 }, WebKind.Raw))
                { About = "a protocol of its own over TCP port 4444, every 120 s, jitter 10 %" },
        ];

        Machine Desktop(int number) => desktops[number % desktops.Length];
        Machine Laptop(int number) => laptops[(number * 2 + 1) % laptops.Length];
        WebCheckIn Site(Machine machine, string name, string block, TlsClient? client = null) =>
            Place(internet, name, block, new WebCheckIn(machine, Https with { Site = name, Client = client ?? TlsClient.Windows }, WebKind.Tls));
    }

    private static T Place<T>(Internet internet, string name, string block, T checkIn)
    {
        internet.Add(name, block, 1, 3_600);
        return checkIn;
    }

    private static WebCheckIn Fronted(Internet internet, Machine machine)
    {
        internet.Add("d3k7fronted.contentpool.example", "cdn2", 20, 60);
        return new WebCheckIn(machine, Https with { Site = "d3k7fronted.contentpool.example" }, WebKind.Tls);
    }

    private static WebCheckIn SelfSigned(Internet internet, Machine machine)
    {
        const string name = "Major Cobalt Strike";
        internet.Put(new Site(name, [Internet.Address("NL", name)], 60) { IsTls13 = false, Certificates = new(() => Site.Issue(name, name, 365)) });
        return new WebCheckIn(machine, Https with { Site = name, ServerName = "", Address = Internet.Address("NL", name), Port = 8443 }, WebKind.Tls);
    }
}
