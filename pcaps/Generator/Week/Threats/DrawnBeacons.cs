namespace NetSensor.Generator.Week.Threats;

/// <summary>Beacons as a seed draws them: other machines, names, sleeps, jitters and hours than those of the week that everybody knows.</summary>
internal sealed class DrawnBeacons(Office office, Internet internet, int seed)
{
    private const double LongestOfUsual = 900, ShortestOfUsual = 15;  // seconds: sleeps that are drawn, evenly over their logarithm
    private const int FewestCalls = 60;                               // a beacon lasts for so many, and for eight hours at least
    private static readonly double[] Jitters = [0.1, 0.35, 0.6, 0.8, 0, 0.25, 0.5];
    private static readonly double[] Misses = [0, 0, 0.1, 0, 0.25];
    private static readonly string[] First = ["cobalt", "rapid", "lumen", "orbit", "delta", "prime", "vivid", "nova", "quiet", "amber", "north", "cedar"];
    private static readonly string[] Second = ["metrics", "assets", "update", "relay", "sync", "portal", "render", "edge", "insight", "layer", "queue", "signal"];
    private static readonly string[] Places = ["DE", "NL", "FR", "US", "GB", "SE", "cloud", "cloud", "cdn2", "CZ", "JP"];

    private readonly Random _chance = Chance.For(seed, "drawn beacons");
    private readonly List<Machine> _free = [];
    private int _number;

    /// <summary>All of them.</summary>
    public IEnumerable<Beacon> All()
    {
        for (var i = 0; i < 7; i++) yield return Usual($"drawn-https-{i + 1}", machine => Web(machine, Https(i % 3 == 2 ? TlsClient.Go : TlsClient.Windows), WebKind.Tls), $"HTTPS{(i == 6 ? ", which lengthens its sleep" : "")}", i == 6 ? 0.5 : 0);
        for (var i = 0; i < 3; i++) yield return Slow($"drawn-slow-{i + 1}");
        for (var i = 0; i < 2; i++) yield return Usual($"drawn-post-{i + 1}", machine => Web(machine, Https(TlsClient.Windows) with { Port = 80, Answer = 40 }, WebKind.Post), "HTTP POST with bodies of any size");
        yield return Usual("drawn-fronted", Fronted, "a name that half the office visits, behind a content network, asked for by a client of its own");
        yield return Usual("drawn-cdn", ManyAddresses, "HTTPS to a name behind a content network with sixteen addresses");
        yield return Usual("drawn-quic", machine => Web(machine, Https(TlsClient.Go), WebKind.Quic), "HTTP/3");
        yield return Usual("drawn-raw", machine => new WebCheckIn(machine, new Exchange("") { Address = Internet.Address("CZ", $"raw {seed}"), Port = (ushort)_chance.Next(2_000, 9_000), Request = 60, Answer = 30 }, WebKind.Raw), "a protocol of its own over TCP");
        yield return Usual("drawn-socket", machine => new OpenCheckIn(machine, Placed(Https(TlsClient.Go) with { Request = 90, Answer = 70 })), "calls inside one TLS connection");
        yield return Usual("drawn-dns-txt", machine => new DnsCheckIn(machine, "ns." + Name()) { Question = DnsMessages.Txt }, "a name of its own for every call, texts in answer");
        yield return Usual("drawn-dns-same", machine => new DnsCheckIn(machine, "c." + Name()) { IsSameName = true }, "the same name again and again, an address in answer, nothing else");
        yield return Usual("drawn-pipe", machine => new PipeCheckIn(machine, Another(machine), $"mojo_{_chance.Next(0x10000):x4}"), "through a pipe of another machine");
    }

    private Beacon Usual(string name, Func<Machine, ICheckIn> channel, string about, double longer = 0)
    {
        var sleep = new Sleep(Math.Round(ShortestOfUsual * Math.Pow(LongestOfUsual / ShortestOfUsual, _chance.NextDouble())), Drawn(Jitters)) { Longer = longer };
        if (longer > 0) sleep = sleep with { Jitter = 0 };
        var machine = Free();
        var length = TimeSpan.FromSeconds(Math.Max(8 * 3_600, FewestCalls * sleep.Seconds));
        return new Beacon(name, machine, Calendar.At(_chance.Next(5), 7 + 8 * _chance.NextDouble()), length, sleep, channel(machine)) { Missed = Drawn(Misses), About = About(about, sleep) };
    }

    /// <summary>A sleep of two to six hours on a machine that stays on, from the first day to the end of the week.</summary>
    private Beacon Slow(string name)
    {
        var machine = Free(staysOn: true);
        var sleep = new Sleep(Math.Round(2 * 3_600 * (1 + 2 * _chance.NextDouble())), Drawn([0.1, 0.2, 0.35]));
        return new Beacon(name, machine, Calendar.At(0, 1 + 11 * _chance.NextDouble()), TimeSpan.FromDays(7), sleep, Web(machine, Https(TlsClient.Windows), WebKind.Tls)) { About = About("HTTPS", sleep) };
    }

    private static string About(string about, Sleep sleep) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{about}; every {sleep.Seconds} s, shortened by up to {100 * sleep.Jitter} %, lengthened by up to {100 * sleep.Longer} %");

    private WebCheckIn Fronted(Machine machine)
    {
        var name = Benign.Browsing.SiteName(_chance.Next(3));
        return new WebCheckIn(machine, Https(TlsClient.Go) with { Site = name }, WebKind.Tls);
    }

    private WebCheckIn ManyAddresses(Machine machine)
    {
        var name = $"d{_chance.Next(0x1000000):x6}." + Name();
        internet.Add(name, "cdn2", 16, 60);
        return new WebCheckIn(machine, Https(TlsClient.Windows) with { Site = name }, WebKind.Tls);
    }

    private WebCheckIn Web(Machine machine, Exchange exchange, WebKind kind) => new(machine, Placed(exchange), kind) { Clear = ("/" + Drawn(Second) + "/submit", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)") };

    private Exchange Placed(Exchange exchange) => exchange with { Site = internet.Add(Name(), Drawn(Places), 1, 3_600).Name };

    private Exchange Https(TlsClient client) => new("") { Client = client, Request = _chance.Next(120, 900), Answer = _chance.Next(60, 900) };

    private string Name() => $"{Drawn(["www", "api", "cdn", "app"])}.{Drawn(First)}-{Drawn(Second)}{++_number}.example";

    private Machine Another(Machine machine) => office.Workstations.First(other => other != machine && other.Kind == MachineKind.Desktop && other.IsWindows);

    /// <summary>A machine that has no beacon yet, as long as there is one.</summary>
    private Machine Free(bool staysOn = false)
    {
        if (!_free.Exists(machine => IsFit(machine, staysOn))) _free.AddRange(office.Workstations.Where(machine => machine.IsWindows));
        var fit = _free.FindAll(machine => IsFit(machine, staysOn));
        var taken = fit[_chance.Next(fit.Count)];
        _free.Remove(taken);
        return taken;
    }

    private static bool IsFit(Machine machine, bool staysOn) => !staysOn || machine.Kind == MachineKind.Desktop;

    private T Drawn<T>(IReadOnlyList<T> choice) => choice[_chance.Next(choice.Count)];
}
