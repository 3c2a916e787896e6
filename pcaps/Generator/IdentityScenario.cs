using NetSensor.Wire;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>
/// Two hours of a small domain in which somebody takes what is others': a first ticket, the keys of accounts (a controller that answers in RC4 all at once), a log-on that is
/// passed on, a machine's name, names on the link, and the place of the name server. The benign twin has the same done by those to whom it belongs.
/// </summary>
public sealed class IdentityScenario(int seed)
{
    private const string Files = "cifs/files.office.example", Mail = "smtp/mail.office.example", Realm = "krbtgt/OFFICE.EXAMPLE";
    private const int Aes = 18, Rc4 = 23;
    private const ushort Kdc = 88, MulticastDns = 5353, Server6 = 547, Client6 = 546, AddressType = 1;
    private const uint MoreProcessingRequired = 0xC000_0016;
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_600_000);
    private static readonly TimeSpan Rtt = TimeSpan.FromMilliseconds(1);
    private static readonly Host Everybody = new(IpAddr.Parse("224.0.0.251"), new MacAddress(0x0100_5E00_00FB)), Servers6 = new(IpAddr.Parse("ff02::1:2"), new MacAddress(0x3333_0001_0002));

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _controller = Host.At("10.50.0.1"), _files = Host.At("10.50.0.5"), _alice = Host.At("10.50.0.11"), _bob = Host.At("10.50.0.12"), _mallory = Host.At("10.50.0.66");
    private ushort _port = 50_000;

    /// <summary>What is others'.</summary>
    public PcapWriter Stolen()
    {
        Morning();
        AskService(_mallory, Files, 1800, shown: 1, given: 20);                                 // alice's first ticket, from another host
        LogOn(_mallory, _files, "FILES", "bob", 2400, challenge: 900);                          // the challenge of FILES …
        LogOn(_bob, _mallory, "FILES", "bob", 2400.05, challenge: 900);                         // … given to bob, whose answer it wants
        LogOn(_mallory, _controller, "DC", "FILES$", 3000, challenge: 901);
        foreach (var name in (string[])["fileserv", "printers", "wpad", "intarnet", "mailsrv"]) Answer(_mallory, name, 3600 + name.Length);
        GiveAddress(Host.At("fe80::66") with { Mac = _mallory.Mac }, "fe80::66", "fe80::1a2b", 4200);
        foreach (var (user, host, number) in new[] { ("alice", _alice, 30), ("bob", _bob, 31) }) FirstTicket(host, user, 5400 + number, number, Rc4);
        return _out;
    }

    /// <summary>The benign twin.</summary>
    public PcapWriter Used()
    {
        Morning();
        AskService(_alice, Realm, 1800, shown: 1, given: 20, isForwarded: true);                // handed to the file server, which asks for mail in her name
        AskService(_files, Mail, 1801, shown: 20, given: 21);
        LogOn(_bob, _files, "FILES", "bob", 2400, challenge: 900);
        LogOn(_alice, _files, "FILES", "alice", 2400.05, challenge: 901);
        LogOn(_files, _controller, "DC", "FILES$", 3000, challenge: 902);
        for (var number = 2; number < 8; number++) Answer(_alice, $"alices-mac-{number}", 3600 + number); // somebody else has her name
        GiveAddress(Host.At("fe80::5") with { Mac = _files.Mac }, "fd00:50::1", "fd00:50::101", 4200);
        foreach (var (user, host, number) in new[] { ("alice", _alice, 30), ("bob", _bob, 31) }) FirstTicket(host, user, 5400 + number, number, Aes);
        return _out;
    }

    private void Morning()
    {
        foreach (var host in new[] { _files, _alice, _bob, _mallory })
        {
            _out.Add(Begin, Frames.Arp(host, _controller, answer: false));
            _out.Add(Begin + Rtt, Frames.Arp(_controller, host, answer: true));
        }
        FirstTicket(_alice, "alice", 60, 1, Aes);
        FirstTicket(_bob, "bob", 90, 2, Aes);
        AskService(_alice, Files, 120, shown: 1, given: 3);
        LogOn(_alice, _files, "FILES", "alice", 130, challenge: 899);
    }

    /// <summary>The ticket's number seeds it: whoever shows the number shows the ticket.</summary>
    private void FirstTicket(Host client, string user, double second, int number, int sealedWith) =>
        Ask(client, second, KerberosMessages.AsRequest(user, proves: true, _chance), KerberosMessages.AsReply(user, new Random(number), sealedWith));

    private void AskService(Host client, string service, double second, int shown, int given, bool isForwarded = false) =>
        Ask(client, second, KerberosMessages.TgsRequest(service, Aes, new Random(shown), isForwarded), KerberosMessages.TgsReply("alice", service, Aes, new Random(given)));

    private void Ask(Host client, double second, byte[] question, byte[] answer)
    {
        var talk = new TcpConversation(_out, At(second), (client, _port++), (_controller, Kdc), Rtt, _chance);
        talk.Client(question).Server(answer).Close();
    }

    private void LogOn(Host client, Host server, string serverName, string user, double second, int challenge)
    {
        var messages = new SmbMessages();
        var talk = new TcpConversation(_out, At(second), (client, _port++), (server, 445), Rtt, _chance);
        foreach (var (ask, answer) in new[]
        {
            messages.Negotiate(Noise(16, new Random(serverName.Length))),
            messages.SessionSetup(NtlmMessages.Negotiate, NtlmMessages.Challenge(serverName, new Random(challenge)), MoreProcessingRequired),
            messages.SessionSetup(NtlmMessages.Authenticate("OFFICE", user, user.TrimEnd('$').ToUpperInvariant(), _chance), [], 0),
        })
            talk.Client(ask).Server(answer);
        talk.Close();
    }

    /// <summary>An answer over multicast DNS, with the sender's own address (RFC 6762 §6).</summary>
    private void Answer(Host host, string name, double second) =>
        _out.Add(At(second), Frames.Udp(host, MulticastDns, Everybody, MulticastDns, DnsMessages.Answer(0, name + ".local", AddressType, 120, DnsMessages.Address(host.Address))));

    /// <summary>A host of the link asks for an address, and a server gives one with a name server (RFC 8415 §8, §21; RFC 3646 §3).</summary>
    private void GiveAddress(Host server, string nameServer, string address, double second)
    {
        var client = Host.At("fe80::11") with { Mac = _alice.Mac };
        byte[] transaction = [0x4E, 0x53, 1], clientId = [.. Option(1, [0, 3, 0, 1, .. Hardware(client)])], serverId = [.. Option(2, [0, 3, 0, 1, .. Hardware(server)])];
        byte[] lease = Option(3, [0, 0, 0, 1, .. U32(200), .. U32(250), .. Option(5, [.. Octets16(address), .. U32(300), .. U32(300)])]);
        byte[] settings = [.. clientId, .. serverId, .. lease, .. Option(23, Octets16(nameServer))];
        _out.Add(At(second), Frames.Udp(client, Client6, Servers6, Server6, [1, .. transaction, .. clientId, .. Option(6, [0, 23])]));
        _out.Add(At(second + 0.01), Frames.Udp(server, Server6, client, Client6, [2, .. transaction, .. settings]));
        _out.Add(At(second + 1), Frames.Udp(client, Client6, Servers6, Server6, [3, .. transaction, .. clientId, .. serverId, .. lease]));
        _out.Add(At(second + 1.01), Frames.Udp(server, Server6, client, Client6, [7, .. transaction, .. settings]));
    }

    private static byte[] Option(int code, byte[] value) => [.. U16(code), .. Block16(value)];

    private static byte[] Octets16(string address)
    {
        var bytes = new byte[16];
        IpAddr.Parse(address).WriteBytes(bytes);
        return bytes;
    }

    private static byte[] Hardware(Host host) => [.. U16((int)(host.Mac.Value >> 32)), .. U32((uint)host.Mac.Value)];

    private static Timestamp At(double second) => Begin + TimeSpan.FromSeconds(second);
}
