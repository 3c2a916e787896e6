using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Tests.Delivery;

/// <summary>rsyslog, over TLS with client certificates, TCP and UDP.</summary>
public sealed class SyslogDeliveryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-syslog-").FullName;
    private readonly TestTools _tools = new();
    private readonly TestPki _pki;
    private readonly int _port = Daemon.FreePort();
    private Daemon? _daemon;

    public SyslogDeliveryTests()
    {
        _pki = new TestPki(_folder);
        _pki.Issue("server");
        _pki.Issue("sensor");
    }

    private string Received => Path.Combine(_folder, "received.log");

    public void Dispose()
    {
        _daemon?.Dispose();
        _pki.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [NeedsFact("rsyslogd")]
    public async Task Over_tls_a_server_that_is_killed_gets_everything_once_after_deduplication_and_in_order()
    {
        var options = Options("tls") with { BatchRecords = 20, Tls = new TlsOptions { CaFile = _pki.Authority, CertificateFile = _pki.Certificate("sensor"), KeyFile = _pki.Key("sensor") } };
        Start("tls");
        await Delivers(options, spool =>
        {
            for (var round = 0; round < 3; round++)
            {
                Put(spool, 1 + 200 * round, 200);
                var wanted = 50 + 200 * round;
                Eventually.True(() => Ids().Distinct().Count() >= wanted, string.Join('\n', _tools.Said));
                Kill();
                Start("tls");
            }
        });
        Eventually.True(() => Ids().Distinct().Count() >= 600, "not all arrived");
        Assert.Equal(Records.Ids(1, 600), Ids().Distinct());
        Assert.Contains("CEF:0|NetSensor|NetSensor|1.2.3|unknown|finding 1|8|externalId=finding-000001-1 ", File.ReadLines(Received).First(), StringComparison.Ordinal);
    }

    [NeedsFact("rsyslogd")]
    public async Task Over_tcp_messages_keep_their_length_whatever_they_hold()
    {
        Start("tcp");
        await Delivers(Options("tcp") with { Format = "ocsf" }, spool =>
        {
            Put(spool, 1, 100);
            spool.TryPut(Records.Finding(101, filling: 6000)); // rsyslog takes 8 KiB
        });
        Eventually.True(() => Ids().Count >= 101, "not all arrived");
        Assert.Equal(Records.Ids(1, 101), Ids());
    }

    [NeedsFact("rsyslogd")]
    public async Task Over_udp_a_message_is_a_datagram()
    {
        Start("udp");
        await Delivers(Options("udp"), spool => Put(spool, 1, 20));
        Eventually.True(() => Ids().Count >= 20, "not all arrived");
        Assert.Equal(Records.Ids(1, 20), Ids());
    }

    [NeedsFact("rsyslogd")]
    public async Task A_server_that_nobody_vouches_for_gets_nothing_and_is_told()
    {
        Start("tls");
        await using var receiver = new SyslogReceiver(Options("tls"), "1.2.3");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => receiver.SendAsync([Records.Finding(1)], CancellationToken.None));
        Assert.Contains("nobody that is trusted vouches for the receiver's certificate", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Ids());
    }

    private SyslogOptions Options(string transport) =>
        TestTools.Hasty(new SyslogOptions { Name = "siem", Address = $"127.0.0.1:{_port}", Transport = transport, HostName = "sensor-1" });

    private void Kill()
    {
        _daemon!.Kill();
        File.Delete(Path.Combine(_folder, "pid"));
    }

    private void Start(string transport)
    {
        var input = transport switch
        {
            "udp" => $"module(load=\"imudp\")\ninput(type=\"imudp\" address=\"127.0.0.1\" port=\"{_port}\")",
            "tcp" => $"module(load=\"imtcp\")\ninput(type=\"imtcp\" address=\"127.0.0.1\" port=\"{_port}\")",
            _ => $"module(load=\"imtcp\" streamdriver.name=\"gtls\" streamdriver.mode=\"1\" streamdriver.authmode=\"x509/certvalid\")\ninput(type=\"imtcp\" address=\"127.0.0.1\" port=\"{_port}\")",
        };
        File.WriteAllText(Path.Combine(_folder, "rsyslog.conf"), $$"""
            global(workDirectory="{{_folder}}" defaultNetstreamDriverCAFile="{{_pki.Authority}}"
                   defaultNetstreamDriverCertFile="{{_pki.Certificate("server")}}" defaultNetstreamDriverKeyFile="{{_pki.Key("server")}}")
            main_queue(queue.type="direct") # what it took is written before it says that it is done: a queue in memory would be lost when it is killed
            {{input}}
            template(name="raw" type="string" string="%rawmsg%\n")
            *.* action(type="omfile" file="{{Received}}" template="raw" asyncWriting="off" flushOnTXEnd="on")
            """);
        _daemon = new Daemon("rsyslogd", ["-n", "-f", Path.Combine(_folder, "rsyslog.conf"), "-i", Path.Combine(_folder, "pid")]);
        if (transport != "udp") _daemon.WaitFor(_port);
        else Eventually.True(() => File.ReadLines("/proc/net/udp").Any(line => line.Contains($"0100007F:{_port:X4}", StringComparison.Ordinal)), _daemon.Errors);
    }

    /// <summary>Ids of all that it wrote, in order, repetitions included; its own messages left out.</summary>
    private List<string> Ids()
    {
        if (!File.Exists(Received)) return [];
        using var reader = new StreamReader(new FileStream(Received, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Contains(" netsensor ", StringComparison.Ordinal)).Select(line => System.Text.RegularExpressions.Regex.Match(line, "finding-[0-9]{6}-1").Value).Where(id => id.Length > 0)];
    }

    private async Task Delivers(ExporterOptions options, Action<DeliverySpool> put)
    {
        using var spool = new DeliverySpool(Path.Combine(_folder, "spool"), options.Spool, TimeProvider.System, _tools.Said.Enqueue);
        await using var loop = new DeliveryLoop(options, spool, _tools.ForReal());
        put(spool);
        Eventually.True(() => spool.Queued == 0, string.Join('\n', _tools.Said));
    }

    private static void Put(DeliverySpool spool, int first, int count)
    {
        for (var number = first; number < first + count; number++) Assert.True(spool.TryPut(Records.Finding(number)));
    }
}
