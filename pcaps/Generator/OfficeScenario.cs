using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// Three quarters of an hour in a small office behind one mirror port: people browse, everybody's machine asks the same update server once a minute
/// (the benign twin), all keep time by NTP, and one machine calls a server once a minute, give or take a fifth (the beacon).
/// </summary>
public sealed class OfficeScenario(int seed)
{
    private const int People = 10;
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_000_000);
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(45);
    private static readonly ushort[] BrowserCiphers = [0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030];
    private static readonly ushort[] BeaconCiphers = [0x1302, 0x1301, 0xC030, 0xC02F, 0x009F];

    // Outside addresses from the AMT (RFC 7450) and AS112 (RFC 7535) blocks: routed on the internet, unlike documentation prefixes, yet nobody's web site.
    private static readonly (string Name, string Address)[] Sites =
    [
        ("www.news.example", "192.52.193.10"), ("mail.office.example", "192.52.193.20"), ("static.shop.example", "192.52.193.31"),
        ("api.weather.example", "192.52.193.42"), ("video.tube.example", "192.52.193.53"), ("docs.wiki.example", "192.52.193.64"),
    ];

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _router = Host.At("10.20.0.1");
    private readonly Host _resolver = Host.At("10.20.0.2");
    private ushort _port = 49152;

    /// <summary>Writes the whole scenario.</summary>
    public PcapWriter Build()
    {
        for (var person = 0; person < People; person++)
        {
            var host = Host.At($"10.20.0.{20 + person}");
            Browse(host);
            CheckForUpdates(host);
            KeepTime(host);
        }
        Beacon(Host.At("10.20.0.23"));
        return _out;
    }

    /// <summary>A person: pages at random (memoryless) moments, a few connections each.</summary>
    private void Browse(Host host)
    {
        for (var at = Pause(300); at < Length; at += Pause(300))
        {
            var (name, address) = Sites[_chance.Next(Sites.Length)];
            var server = Outside(address);
            var now = Lookup(host, name, server, Begin + at);
            for (var i = _chance.Next(1, 4); i > 0; i--) Tls(host, server, name, now + Pause(0.2), (BrowserCiphers, "h2"), (_chance.Next(200, 700), _chance.Next(300, 4_000)));
        }
    }

    /// <summary>The benign twin: regular as a clock, but every machine does it.</summary>
    private void CheckForUpdates(Host host)
    {
        var server = Outside("192.52.193.80");
        for (var at = TimeSpan.FromSeconds(_chance.NextDouble() * 60); at < Length; at += TimeSpan.FromSeconds(60))
        {
            var now = Lookup(host, "updates.vendor.example", server, Begin + at);
            var talk = new TcpConversation(_out, now, (host, Port()), (server, 80), Rtt(), _chance);
            talk.Client(Messages.HttpGet("updates.vendor.example", "/v1/latest?channel=stable", "VendorUpdate/7.2"))
                .Wait(Rtt()).Server(Messages.HttpOk("{\"version\":\"7.2.1\",\"severity\":\"none\"}")).Close();
        }
    }

    private void KeepTime(Host host)
    {
        var server = Outside("192.52.193.123");
        for (var at = TimeSpan.FromSeconds(_chance.NextDouble() * 64); at < Length; at += TimeSpan.FromSeconds(64))
        {
            var now = Begin + at;
            _out.Add(now, Frames.Udp(host, 123, server, 123, Messages.Ntp(false, now)));
            now += Rtt();
            _out.Add(now, Frames.Udp(server, 123, host, 123, Messages.Ntp(true, now)));
        }
    }

    /// <summary>A sleep of 60 seconds with 20 % jitter, which only shortens it; one call in twenty fails to come; once there is a larger answer.</summary>
    private void Beacon(Host host)
    {
        const string name = "cdn-telemetry.example";
        var server = Outside("192.31.196.77");
        for (var (at, call) = (TimeSpan.FromSeconds(300), 0); at < Length; at += TimeSpan.FromSeconds(60 * (1 - 0.2 * _chance.NextDouble())), call++)
        {
            if (_chance.Next(20) == 0) continue;
            var now = call % 5 == 0 ? Lookup(host, name, server, Begin + at) : Begin + at;
            Tls(host, server, name, now, (BeaconCiphers, "http/1.1"), (412, call == 20 ? 24_000 : 180));
        }
    }

    private void Tls(Host host, Host server, string name, Timestamp start, (ushort[] Ciphers, string Alpn) client, (int Request, int Answer) sizes)
    {
        var talk = new TcpConversation(_out, start, (host, Port()), (server, 443), Rtt(), _chance);
        talk.Client(Messages.ClientHello(name, client.Ciphers, client.Alpn, _chance)).Wait(Rtt())
            .Server(Messages.ServerHello(client.Ciphers[0], 700, _chance))
            .Client([20, 3, 3, 0, 1, 1, .. Messages.ApplicationData(58, _chance), .. Messages.ApplicationData(sizes.Request, _chance)]).Wait(Rtt());
        for (var left = sizes.Answer; left > 0; left -= 8192) talk.Server(Messages.ApplicationData(Math.Min(left, 8192), _chance));
        talk.Close();
    }

    private Timestamp Lookup(Host host, string name, Host answer, Timestamp now)
    {
        var (id, port) = ((ushort)_chance.Next(65536), Port());
        _out.Add(now, Frames.Udp(host, port, _resolver, 53, Messages.DnsQuery(id, name)));
        now += TimeSpan.FromMilliseconds(1 + 20 * _chance.NextDouble());
        _out.Add(now, Frames.Udp(_resolver, 53, host, port, Messages.DnsAnswer(id, name, answer.Address, 300)));
        return now + TimeSpan.FromMilliseconds(1);
    }

    private Host Outside(string address) => Host.At(address).Behind(_router);

    private ushort Port() => _port = _port == 65535 ? (ushort)49152 : (ushort)(_port + 1);

    private TimeSpan Rtt() => TimeSpan.FromMilliseconds(8 + 20 * _chance.NextDouble());

    private TimeSpan Pause(double meanSeconds) => TimeSpan.FromSeconds(-meanSeconds * Math.Log(1 - _chance.NextDouble()));
}
