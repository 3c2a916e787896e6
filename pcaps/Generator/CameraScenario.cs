using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// Four days of a camera: a recorder looks through it, it tells its maker's cloud that it is well, and keeps time. On the fourth day either somebody has it in hand (it tries the
/// shells and shares of its neighbours and sends what it found to where it never was), or, the benign twin, it fetches new firmware and its cloud moves.
/// </summary>
public sealed class CameraScenario(int seed)
{
    private const string Cloud = "cloud.lenscraft.example", Firmware = "firmware.lenscraft.example";
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_553_600); // Monday
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(3.2), Length = TimeSpan.FromDays(3.5);
    private static readonly TimeSpan CloudEvery = TimeSpan.FromMinutes(20), RecorderEvery = TimeSpan.FromHours(1), ClockEvery = TimeSpan.FromHours(2);
    private static readonly TimeSpan Rtt = TimeSpan.FromMilliseconds(3), FarRtt = TimeSpan.FromMilliseconds(35);
    private static readonly ushort[] Ciphers = [0xC02F, 0xC030, 0x009C];

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _router = Host.At("10.40.0.1"), _resolver = Host.At("10.40.0.2"), _recorder = Host.At("10.40.0.9");
    private readonly Host _camera = new(IpAddr.Parse("10.40.0.25"), new MacAddress(0xACCC_8E12_3456)); // a maker's own prefix
    private ushort _port = 40000;

    /// <summary>Somebody has it in hand.</summary>
    public PcapWriter Taken()
    {
        Live(_ => "192.52.193.60");
        var now = Begin + Quiet;
        foreach (var neighbour in new[] { "10.40.0.31", "10.40.0.32", "10.40.0.33", "10.40.0.34" }) now = TryShell(Host.At(neighbour), now);
        foreach (var server in new[] { "10.40.0.5", "10.40.0.6" }) now = LookAtShares(Host.At(server), now);
        Upload(Outside("192.31.196.99"), now + TimeSpan.FromMinutes(4));
        return _out;
    }

    /// <summary>The benign twin: new firmware, and the cloud answers from elsewhere.</summary>
    public PcapWriter Updated()
    {
        Live(at => at < Quiet ? "192.52.193.60" : "192.31.196.61");
        var now = Begin + Quiet;
        Download(Outside("192.31.196.62"), now);
        Look(Host.At("10.40.0.10"), now + TimeSpan.FromHours(1)); // a second recorder
        return _out;
    }

    private void Live(Func<TimeSpan, string> cloudAt)
    {
        for (var at = TimeSpan.Zero; at < Length; at += CloudEvery) Report(Outside(cloudAt(at)), Begin + at + Some(20));
        for (var at = TimeSpan.Zero; at < Length; at += RecorderEvery) Look(_recorder, Begin + at + Some(60));
        for (var at = TimeSpan.Zero; at < Length; at += ClockEvery) KeepTime(Begin + at + Some(60));
    }

    private void Report(Host cloud, Timestamp now)
    {
        Tls(cloud, Cloud, Lookup(Cloud, cloud, now)).Client(Messages.ApplicationData(240, _chance)).Wait(FarRtt).Server(Messages.ApplicationData(96, _chance)).Close();
    }

    private void Look(Host recorder, Timestamp now) => new TcpConversation(_out, now, (recorder, Port()), (_camera, 554), Rtt, _chance)
        .Client(IndustryMessages.Rtsp("OPTIONS rtsp://10.40.0.25/live RTSP/1.0", "CSeq: 1", "User-Agent: Recorder 5.1"))
        .Server(IndustryMessages.Rtsp("RTSP/1.0 200 OK", "CSeq: 1", "Server: AXIS P3245 Network Camera", "Public: OPTIONS, DESCRIBE, SETUP, PLAY"))
        .Close();

    private void KeepTime(Timestamp now)
    {
        var clock = Outside("192.52.193.123");
        _out.Add(now, Frames.Udp(_camera, 123, clock, 123, Messages.Ntp(false, now)));
        _out.Add(now + FarRtt, Frames.Udp(clock, 123, _camera, 123, Messages.Ntp(true, now + FarRtt)));
    }

    private Timestamp TryShell(Host neighbour, Timestamp now)
    {
        var talk = new TcpConversation(_out, now, (_camera, Port()), (neighbour, 22), Rtt, _chance);
        talk.Client(Octets.Ascii("SSH-2.0-dropbear_2019.78\r\n")).Server(Octets.Ascii("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")).Wait(TimeSpan.FromSeconds(2)).Close();
        return talk.Now + TimeSpan.FromSeconds(20);
    }

    private Timestamp LookAtShares(Host server, Timestamp now)
    {
        var talk = new TcpConversation(_out, now, (_camera, Port()), (server, 445), Rtt, _chance);
        var (ask, answer) = new SmbMessages().Negotiate(Octets.Noise(16, _chance));
        talk.Client(ask).Server(answer).Close();
        return talk.Now + TimeSpan.FromSeconds(30);
    }

    private void Upload(Host drop, Timestamp now)
    {
        const int pieces = 500, piece = 50_000;
        var talk = new TcpConversation(_out, now, (_camera, Port()), (drop, 4443), FarRtt, _chance);
        talk.Client(Octets.Noise(64, _chance)).Server(Octets.Noise(16, _chance))
            .Bulk(true, Enumerable.Range(0, pieces).Select(_ => (Octets.Noise(32, _chance), piece)), bytesPerSecond: 400_000).Close();
    }

    private void Download(Host mirror, Timestamp now)
    {
        const int pieces = 700, piece = 50_000;
        Tls(mirror, Firmware, Lookup(Firmware, mirror, now)).Client(Messages.ApplicationData(300, _chance)).Wait(FarRtt)
            .Bulk(false, Enumerable.Range(0, pieces).Select(_ => ((byte[])[23, 3, 3, 0x40, 0, .. Octets.Noise(27, _chance)], piece)), bytesPerSecond: 2_000_000).Close();
    }

    private TcpConversation Tls(Host server, string name, Timestamp now) => new TcpConversation(_out, now, (_camera, Port()), (server, 443), FarRtt, _chance)
        .Client(Messages.ClientHello(name, Ciphers, "http/1.1", _chance)).Wait(FarRtt).Server(Messages.ServerHello(Ciphers[0], 700, _chance))
        .Client([20, 3, 3, 0, 1, 1, .. Messages.ApplicationData(58, _chance)]);

    private Timestamp Lookup(string name, Host answer, Timestamp now)
    {
        var (id, port) = ((ushort)_chance.Next(65536), Port());
        _out.Add(now, Frames.Udp(_camera, port, _resolver, 53, Messages.DnsQuery(id, name)));
        _out.Add(now + Rtt, Frames.Udp(_resolver, 53, _camera, port, Messages.DnsAnswer(id, name, answer.Address, 300)));
        return now + Rtt * 2;
    }

    private Host Outside(string address) => Host.At(address).Behind(_router);

    private TimeSpan Some(double seconds) => TimeSpan.FromSeconds(seconds * _chance.NextDouble());

    private ushort Port() => _port = _port == 60999 ? (ushort)40000 : (ushort)(_port + 1);
}
