using System.Globalization;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;
using RabbitMQ.Client;

namespace NetSensor.Tests.Delivery;

/// <summary>Debian's RabbitMQ, over TLS with client certificates, killed while messages come.</summary>
public sealed class AmqpDeliveryTests : IDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server"; // what lies behind the wrapper, which would change the user
    private const string Queue = "netsensor";

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-amqp-").FullName;
    private readonly TestTools _tools = new();
    private readonly TestPki _pki;
    private readonly int _port = Daemon.FreePort(), _tlsPort = Daemon.FreePort(), _namesPort = Daemon.FreePort(), _nodesPort = Daemon.FreePort();
    private Daemon? _names, _broker;

    public AmqpDeliveryTests()
    {
        _pki = new TestPki(_folder);
        _pki.Issue("server");
        _pki.Issue("sensor");
    }

    public void Dispose()
    {
        _broker?.Dispose();
        _names?.Dispose();
        _pki.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [NeedsFact(Server)]
    public async Task A_broker_that_is_killed_has_everything_once_after_deduplication_and_in_order()
    {
        Start();
        var options = Options($"amqps://127.0.0.1:{_tlsPort}/") with
        {
            Timeout = TimeSpan.FromSeconds(5), // a broker that starts takes connections before it answers them
            BatchRecords = 20, Tls = new TlsOptions { CaFile = _pki.Authority, CertificateFile = _pki.Certificate("sensor"), KeyFile = _pki.Key("sensor") },
        };
        using var spool = new DeliverySpool(Path.Combine(_folder, "spool"), options.Spool, TimeProvider.System, _tools.Said.Enqueue);
        await using var loop = new DeliveryLoop(options, spool, _tools.ForReal());
        Put(spool, 1, 50);
        Eventually.True(() => _tools.Said.Any(line => line.Contains("no queue takes", StringComparison.Ordinal)), string.Join('\n', _tools.Said)); // a message nobody gets is not delivered
        await DeclareAsync();
        Eventually.True(() => loop.Delivered > 20, string.Join('\n', _tools.Said));
        AwaitBrokersDisk();
        Put(spool, 51, 400);
        Eventually.True(() => loop.Delivered > 100, string.Join('\n', _tools.Said));
        _broker!.Kill();
        Start();
        Eventually.True(() => spool.Queued == 0, () => $"{spool.Queued} wait, {loop.Retries} retries, {loop.Fault}: {string.Join('\n', _tools.Said)}");
        Assert.Equal(Records.Ids(1, 450), (await ReceivedAsync()).Distinct());
    }

    [NeedsFact(Server)]
    public async Task A_wrong_password_is_told_without_showing_it()
    {
        Start();
        File.WriteAllText(Path.Combine(_folder, "password"), "open-barley");
        await using var receiver = new AmqpReceiver(Options($"amqp://127.0.0.1:{_port}/") with { PasswordFile = Path.Combine(_folder, "password") }, "1.2.3");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => receiver.SendAsync([Records.Finding(1)], CancellationToken.None));
        Assert.Contains("ACCESS_REFUSED", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("open-barley", fault.ToString(), StringComparison.Ordinal);
    }

    private static AmqpOptions Options(string url) => TestTools.Hasty(new AmqpOptions { Name = "broker", Url = url, RoutingKey = Queue });

    private void Start()
    {
        File.WriteAllText(Path.Combine(_folder, "rabbitmq.conf"), $"""
            listeners.tcp.local = 127.0.0.1:{_port}
            listeners.ssl.local = 127.0.0.1:{_tlsPort}
            ssl_options.cacertfile = {_pki.Authority}
            ssl_options.certfile = {_pki.Certificate("server")}
            ssl_options.keyfile = {_pki.Key("server")}
            ssl_options.verify = verify_peer
            ssl_options.fail_if_no_peer_cert = true
            """);
        File.WriteAllText(Path.Combine(_folder, "plugins"), "[].");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = _folder, ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"), ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_NODENAME"] = "netsensor-test@localhost", ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"), ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_DIST_PORT"] = _nodesPort.ToString(CultureInfo.InvariantCulture), ["ERL_EPMD_PORT"] = _namesPort.ToString(CultureInfo.InvariantCulture), ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        };
        _names ??= new Daemon("epmd", [], environment); // or the broker would leave one behind
        _names.WaitFor(_namesPort);
        _broker?.Dispose();
        _broker = new Daemon(Server, [], environment);
        _broker.WaitFor(_tlsPort);
        _broker.WaitFor(_port);
    }

    /// <summary>
    /// RabbitMQ says that a queue is declared before that is on its disk: Mnesia's log is written up to two seconds later (disk_log's cache). A broker that is
    /// killed before comes back without the queue and with all that it had confirmed for it lost, which is no matter of ours.
    /// </summary>
    private void AwaitBrokersDisk()
    {
        var log = Path.Combine(_folder, "mnesia", "netsensor-test@localhost", "LATEST.LOG");
        Eventually.True(() => TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(log) > TimeSpan.FromSeconds(3), "the broker goes on writing what it knows");
    }

    private async Task DeclareAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
    }

    private async Task<List<string>> ReceivedAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var ids = new List<string>();
        while (await channel.BasicGetAsync(Queue, autoAck: true) is { } message) ids.Add(message.BasicProperties.MessageId!); // ends: with the queue
        return ids;
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { HostName = "127.0.0.1", Port = _port }.CreateConnectionAsync();

    private static void Put(DeliverySpool spool, int first, int count)
    {
        for (var number = first; number < first + count; number++) Assert.True(spool.TryPut(Records.Finding(number)));
    }
}
