using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>What leaves the office in odd ways: data, made-up names, pings that carry something, countries that are new, tools to steer machines from afar.</summary>
/// <param name="traffic">Where it is seen.</param>
/// <param name="desk">Number of the first desk that has to do with it.</param>
internal sealed class Outbound(Traffic traffic, int desk)
{
    private readonly Machine[] _desktops = [.. traffic.Office.Workstations.Where(machine => machine.Kind == MachineKind.Desktop && machine.IsWindows)];

    /// <summary>All of it.</summary>
    public IEnumerable<Incident> All()
    {
        yield return Upload(Desktop(6), Calendar.At(2, 19.5));
        yield return MadeUpNames(Desktop(9), Calendar.At(1, 10));
        yield return Pings(Desktop(10), Calendar.At(3, 19));
        yield return Country("country-server", traffic.Office.FileServer, "RU", Calendar.At(4, 2.2), 12, 4_000_000, "the file server, which never left the country's neighbours, sends megabytes to Russia");
        yield return Country("country-camera", traffic.Office.Cameras[0], "VN", Calendar.At(5, 3), 30, 3_000, "a camera, which never spoke to anybody outside but its time server, speaks to Vietnam");
        yield return Inbound(traffic.Office.Intranet, Calendar.At(5, 22));
        yield return RemoteTool(Desktop(11), Calendar.At(4, 16));
        yield return Relay(Desktop(12), Calendar.At(4, 18));
    }

    private Machine Desktop(int number) => _desktops[(number + desk) % _desktops.Length];

    private Incident Upload(Machine from, Timestamp begin)
    {
        const string site = "drop.transfer-locker.example";
        traffic.Internet.Add(site, "NL");
        return new Incident(Out("exfiltration", from, "exfiltration", ["T1041", "T1048", "T1567"], site, "900 megabytes go to a place where nobody was before"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var part = 0; part < 9; part++)
            {
                yield return now;
                now = traffic.Tls(from, new Exchange(site) { Client = TlsClient.Go, Request = 100_000_000, Answer = 400 }, now, chance) + chance.Between(1, 20);
            }
        }
    }

    private Incident MadeUpNames(Machine from, Timestamp begin)
    {
        var hidden = new Hidden("dga", from) { Kind = "dga", Detectors = ["dga"], Techniques = ["T1568.002"], About = "bursts of sixty made-up names that do not exist, every three hours; one of them does at last" };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var burst = 0; burst < 5; burst++, now += TimeSpan.FromHours(3))
                for (var name = 0; name < 60; name++)
                {
                    yield return now;
                    string[] endings = ["com", "net", "biz", "info", "org", "ru"];
                    var letters = new string([.. Enumerable.Range(0, chance.Next(11, 19)).Select(_ => (char)('a' + chance.Next(26)))]);
                    var exists = burst == 4 && name == 47;
                    IReadOnlyList<byte[]> records = exists ? [DnsMessages.Address(Internet.Address("NL", letters))] : [];
                    now = traffic.Ask(from, ($"{letters}.{endings[chance.Next(6)]}", DnsMessages.A), (60, records), now, chance) + chance.Between(0.1, 1.2);
                    if (exists) break;
                }
        }
    }

    private Incident Pings(Machine from, Timestamp begin)
    {
        var outside = Internet.Address("SE", "icmp tunnel");
        var hidden = new Hidden("icmp-tunnel", from) { Kind = "tunnel", Detectors = ["icmp-tunnel"], Techniques = ["T1095", "T1572"], Destinations = [outside], About = "a connection inside of pings" };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var sequence = 1; sequence < 2_400; sequence++)
            {
                yield return now;
                byte[] Echo(byte type) => [type, 0, 0, 0, 0x51, 0x07, .. Octets.U16(sequence), .. Octets.Noise(chance.Next(24, 900), chance)];
                traffic.Output.Add(now, Frames.Icmp(from.Host, traffic.Office.Outside(outside), Echo(8)));
                traffic.Output.Add(now + TimeSpan.FromMilliseconds(35), Frames.Icmp(traffic.Office.Outside(outside), from.Host, Echo(0)));
                now += chance.Between(0.05, 1.4);
            }
        }
    }

    private Incident Country(string name, Machine from, string country, Timestamp begin, int times, int bytes, string about)
    {
        var site = traffic.Internet.Put(new Site(name, [Internet.Address(country, name)], 600));
        var hidden = new Hidden(name, from)
        {
            Kind = "country", Detectors = ["unusual-country", "exfiltration"], Techniques = ["T1041", "T1071", "T1571", "T1048"], Destinations = [.. site.Addresses], About = about,
        };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var i = 0; i < times; i++)
            {
                yield return now;
                traffic.Tls(from, new Exchange(name) { Address = site.Addresses[0], ServerName = "", Client = TlsClient.OpenSsl, Request = chance.Around(bytes), Answer = 700 }, now, chance);
                now += chance.Pause(240);
            }
        }
    }

    /// <summary>Somebody in China looks at the office's own pages, again and again, which nobody outside ever did.</summary>
    private Incident Inbound(Machine to, Timestamp begin)
    {
        var outside = Internet.Address("CN", "inbound");
        var hidden = new Hidden("country-inbound", to)
        {
            Kind = "country", Detectors = ["unusual-country"], Techniques = ["T1133", "T1190"], Destinations = [outside], About = "from China somebody logs in at the intranet server's SSH",
        };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var i = 0; i < 8; i++)
            {
                yield return now;
                var talk = new TcpConversation(traffic.Output, now, (traffic.Office.Outside(outside), (ushort)(40_000 + i)), (to.Host, 22), TimeSpan.FromMilliseconds(230), chance);
                talk.Client(Octets.Ascii("SSH-2.0-OpenSSH_8.2\r\n")).Server(Octets.Ascii("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
                for (var turn = 0; turn < 20; turn++) talk.Client(Octets.Noise(chance.Next(36, 300), chance)).Wait(chance.Between(0.2, 3)).Server(Octets.Noise(chance.Next(36, 900), chance));
                talk.Close();
                now = talk.Now + chance.Pause(300);
            }
        }
    }

    private Incident RemoteTool(Machine from, Timestamp begin)
    {
        const string site = "relay-7f3a9c.net.anydesk.com";
        traffic.Internet.Add(site, "DE");
        return new Incident(Out("remote-tool", from, "remote-access", ["T1219"], site, "a tool to steer machines from afar that nobody else has"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            yield return now;
            var talk = traffic.OpenTls(from, new Exchange(site) { Client = TlsClient.OpenSsl with { Protocols = [] } }, now, chance);
            for (var i = 0; i < 400; i++)
            {
                Traffic.Say(talk, true, chance.Next(40, 900), chance);
                Traffic.Say(talk, false, chance.Next(40, 300), chance);
                talk.Wait(chance.Between(0.2, 6));
                yield return talk.Now;
            }
            talk.Close();
        }
    }

    /// <summary>Tor: three relays, names in the greeting that nobody ever looked up; in TLS 1.3 their certificates cannot be seen.</summary>
    private Incident Relay(Machine from, Timestamp begin)
    {
        (string Name, ushort Port)[] relays = [("www.qbzx7vk2mfyd.com", 9001), ("www.h3tnlr5wcpoa.com", 443), ("www.zy4djk6qxu.com", 9001)];
        Site[] guards = [.. relays.Select(relay => traffic.Internet.Put(new Site(relay.Name, [Internet.Address("SE", relay.Name)], 60) { IsTls13 = true }))];
        var hidden = new Hidden("tor", from)
        {
            Kind = "c2", Detectors = ["remote-access"], Techniques = ["T1090.003", "T1090", "T1573"], DestinationNames = [.. guards.Select(guard => guard.Name)],
            Destinations = [.. guards.SelectMany(guard => guard.Addresses)], About = "connections to three relays of Tor",
        };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            yield return now;
            var client = TlsClient.OpenSsl with { Protocols = [] };
            var talks = relays.Select((relay, i) => traffic.OpenTls(from, new Exchange(relay.Name) { Address = guards[i].Addresses[0], Port = relay.Port, Client = client }, now, chance)).ToArray();
            for (var i = 0; i < 900; i++)
            {
                var talk = talks[chance.Rank(3)];
                now += chance.Pause(12);
                yield return now;
                talk.WaitUntil(now);
                Traffic.Say(talk, true, 543, chance);                      // cells of 514 bytes and what TLS adds
                Traffic.Say(talk, false, 543 * chance.Next(1, 5), chance);
            }
            foreach (var talk in talks) talk.Close();
        }
    }

    private static Hidden Out(string name, Machine from, string detector, string[] techniques, string site, string about) =>
        new(name, from) { Kind = detector == "exfiltration" ? "exfiltration" : "c2", Detectors = [detector], Techniques = techniques, DestinationNames = [site], About = about };
}
