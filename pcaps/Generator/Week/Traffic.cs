using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>What machines say to each other and to sites outside, packet by packet.</summary>
public sealed class Traffic(IPacketOutput output, Office office, Internet internet)
{
    private const int WholeAnswerBytes = 1_200;     // larger answers are written by their beginnings
    private const double BytesPerSecond = 4e6;
    private static readonly TimeSpan LocalRoundTrip = TimeSpan.FromMilliseconds(0.4);

    /// <summary>Where packets go.</summary>
    public IPacketOutput Output => output;

    /// <summary>The office they are in.</summary>
    public Office Office => office;

    /// <summary>What lies outside.</summary>
    public Internet Internet => internet;

    /// <summary>A machine learns the address of a name, of the office's name server if it does not know it; the server asks outside if it does not.</summary>
    public Timestamp Lookup(Machine machine, string name, Timestamp now, Random chance, out IpAddr address)
    {
        if (machine.Knows(name, now, out address)) return now;
        var site = internet.Find(name);
        address = site.Addresses[chance.Next(site.Addresses.Count)];
        var first = address;
        IReadOnlyList<byte[]> records = [DnsMessages.Address(first), .. site.Addresses.Where(other => other != first).Take(3).Select(DnsMessages.Address)];
        machine.Remember(name, address, now + TimeSpan.FromSeconds(site.Ttl));
        return Ask(machine, (name, DnsMessages.A), (site.Ttl, records), now, chance);
    }

    /// <summary>A question to the office's name server, which knows the answer already or asks outside for it.</summary>
    public Timestamp Ask(Machine machine, (string Name, ushort Type) question, (uint Ttl, IReadOnlyList<byte[]> Records) answer, Timestamp now, Random chance)
    {
        var server = office.DomainController;
        var (port, id) = (machine.Port(), machine.Message());
        output.Add(now, Frames.Udp(machine.Host, port, server.Host, 53, DnsMessages.Query(id, question.Name, question.Type)));
        now += TimeSpan.FromMilliseconds(0.5);
        if (!server.Knows(question.Name + question.Type, now, out _))
        {
            server.Remember(question.Name + question.Type, default, now + TimeSpan.FromSeconds(answer.Ttl));
            var (upPort, upId) = (server.Port(), server.Message());
            var upstream = office.Outside(IpAddr.Parse("9.9.9.9"));
            output.Add(now, Frames.Udp(server.Host, upPort, upstream, 53, DnsMessages.Query(upId, question.Name, question.Type)));
            now += chance.Between(0.006, 0.04);
            output.Add(now, Frames.Udp(upstream, 53, server.Host, upPort, DnsMessages.Answer(upId, question.Name, question.Type, answer.Ttl, answer.Records)));
            now += TimeSpan.FromMilliseconds(0.3);
        }
        output.Add(now, Frames.Udp(server.Host, 53, machine.Host, port, DnsMessages.Answer(id, question.Name, question.Type, answer.Ttl, answer.Records)));
        return now + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>A TLS connection to a site with one request; closed at once. Returns its end.</summary>
    public Timestamp Tls(Machine machine, Exchange exchange, Timestamp now, Random chance)
    {
        var talk = OpenTls(machine, exchange, now, chance);
        Say(talk, true, exchange.Request, chance);
        talk.Wait(chance.Between(0.005, 0.06));
        Say(talk, false, exchange.Answer, chance);
        talk.Close();
        return talk.Now;
    }

    /// <summary>A TLS connection to a site behind its handshake.</summary>
    public TcpConversation OpenTls(Machine machine, Exchange exchange, Timestamp now, Random chance)
    {
        var site = internet.Find(exchange.Site);
        var address = exchange.Address ?? default;
        if (exchange.Address is null) now = Lookup(machine, exchange.Site, now, chance, out address);
        var talk = Open(machine, address, exchange.Port, now, chance, site.RoundTrip);
        Handshake(talk, site, exchange, chance);
        return talk;
    }

    /// <summary>A connection to an address.</summary>
    public TcpConversation Open(Machine machine, IpAddr address, ushort port, Timestamp now, Random chance, TimeSpan? roundTrip = null) =>
        new(output, now, (machine.Host, machine.Port()), (office.At(address), port), roundTrip ?? LocalRoundTrip, chance);

    /// <summary>Records of TLS: whole when few, else by their beginnings.</summary>
    public static void Say(TcpConversation talk, bool fromClient, long bytes, Random chance)
    {
        if (bytes > WholeAnswerBytes) talk.Bulk(fromClient, TlsMessages.LongData(bytes), BytesPerSecond);
        else if (fromClient) talk.Client(TlsMessages.Data((int)bytes, chance));
        else talk.Server(TlsMessages.Data((int)bytes, chance));
    }

    /// <summary>A request in the clear and its answer.</summary>
    public Timestamp Http(Machine machine, Exchange exchange, string path, string agent, Timestamp now, Random chance)
    {
        var address = exchange.Address ?? default;
        if (exchange.Address is null) now = Lookup(machine, exchange.Site, now, chance, out address);
        var talk = Open(machine, address, exchange.Port, now, chance, internet.Find(exchange.Site).RoundTrip);
        talk.Client(Messages.HttpGet(exchange.Site, path, agent)).Wait(chance.Between(0.004, 0.03))
            .Server(Messages.HttpOk(new string('.', (int)Math.Min(exchange.Answer, 4_000)))).Close();
        return talk.Now;
    }

    /// <summary>A QUIC connection to a site: a request or several, then silence.</summary>
    public Timestamp Quic(Machine machine, Exchange exchange, Timestamp now, Random chance)
    {
        now = Lookup(machine, exchange.Site, now, chance, out var address);
        var (server, port, trip) = (office.At(address), machine.Port(), internet.Find(exchange.Site).RoundTrip);
        var (theirs, ours) = (Octets.Noise(8, chance), Octets.Noise(8, chance));
        output.Add(now, Frames.Udp(machine.Host, port, server, exchange.Port, QuicMessages.ClientInitial(exchange.Client.QuicHello(exchange.Site, chance), theirs, [])));
        now += trip;
        output.Add(now, Frames.Udp(server, exchange.Port, machine.Host, port, QuicMessages.ServerInitial([], ours, chance)));
        now += TimeSpan.FromMilliseconds(1);
        output.Add(now, Frames.Udp(machine.Host, port, server, exchange.Port, QuicMessages.Short(ours, exchange.Request, chance)));
        now += trip;
        for (var left = exchange.Answer; left > 0; left -= 1_200)
        {
            var (frame, wireLength) = Frames.UdpBeginning((server, exchange.Port), (machine.Host, port), QuicMessages.Short([], 23, chance), (int)Math.Min(left, 1_200));
            output.Add(now, frame, wireLength);
            now += TimeSpan.FromMilliseconds(0.3);
        }
        output.Add(now, Frames.Udp(machine.Host, port, server, exchange.Port, QuicMessages.Short(ours, 30, chance)));
        return now;
    }

    private static void Handshake(TcpConversation talk, Site site, Exchange exchange, Random chance)
    {
        var client = exchange.Client;
        var name = exchange.ServerName ?? exchange.Site;
        talk.Client(client.Hello(name.Length == 0 ? null : name, chance));
        if (site.IsTls13 && client.IsTls13)
        {
            talk.Server(TlsMessages.ServerFlight13(client.Ciphers.First(cipher => cipher is 0x1301 or 0x1302), chance));
            talk.Client([20, 3, 3, 0, 1, 1, .. TlsMessages.Data(58, chance)]);
            return;
        }
        talk.Server(TlsMessages.ServerFlight12(client.Ciphers.First(cipher => cipher is 0xC02F or 0xC030), site.Certificates.Value, client.Protocols.FirstOrDefault(), chance));
        talk.Client(TlsMessages.ClientFlight12(chance)).Server(TlsMessages.Finished(chance));
    }
}
