using System.Net.Sockets;
using System.Text;
using NetSensor.Host.Service;
using NetSensor.Tests.Capture;

namespace NetSensor.Tests.Live;

/// <summary>What a service manager is told, on a socket of the test's own.</summary>
[Collection("live")]
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nobody_listens_and_nothing_is_said()
    {
        foreach (var address in (string?[])[null, "", Path.Combine(_folder.Root, "nowhere")])
        {
            using var service = new ServiceManager(address, "1000000");
            service.Ready("x");
            service.IsAlive();
        }
    }

    [Fact]
    public void A_name_in_the_abstract_space_is_one_with_an_at_before_it()
    {
        var name = $"netsensor-test-{Environment.ProcessId}";
        using var socket = Bound("\0" + name);
        using var service = new ServiceManager("@" + name, null);
        service.Ready("listening on eth1");
        Assert.Equal("READY=1\nSTATUS=listening on eth1", Heard(socket));
    }

    [Fact]
    public void A_sign_of_life_comes_twice_as_often_as_asked_and_not_more()
    {
        using var socket = Bound(Path.Combine(_folder.Root, "notify"));
        using var service = new ServiceManager(Path.Combine(_folder.Root, "notify"), "3600000000");
        for (var i = 0; i < 100; i++) service.IsAlive();
        service.Stopping();
        Assert.Equal(["WATCHDOG=1", "STOPPING=1"], [Heard(socket), Heard(socket)]);
    }

    [NamespaceFact]
    public void A_sensor_tells_that_it_listens_lives_reads_anew_and_ends()
    {
        using var link = new VethLink();
        using var socket = Bound(Path.Combine(_folder.Root, "notify"));
        var config = _folder.Write("c.yaml", "home_networks: [10.0.0.0/8]\n"u8.ToArray());
        using var sensor = new LiveSensor(link,
        [
            "env", $"NOTIFY_SOCKET={Path.Combine(_folder.Root, "notify")}", "WATCHDOG_USEC=200000",
            LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", Path.Combine(_folder.Root, "logs"), "--json", "--metrics", "off", "--config", config,
        ]);
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        var told = new List<string>();
        HearUntil("READY=1", times: 1);
        HearUntil("WATCHDOG=1", times: 3);
        sensor.Signal(1); // SIGHUP
        HearUntil("RELOADING=1", times: 1);
        HearUntil("READY=1", times: 2);
        Assert.Contains(told, state => state.Contains("MONOTONIC_USEC=", StringComparison.Ordinal));
        sensor.Stop();
        HearUntil("STOPPING=1", times: 1);

        void HearUntil(string state, int times)
        {
            while (told.Count(each => each.Split('\n').Contains(state)) < times) told.Add(Heard(socket)); // ends: the socket has a time-out
        }
    }

    private static Socket Bound(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static string Heard(Socket socket)
    {
        var bytes = new byte[512];
        return Encoding.UTF8.GetString(bytes, 0, socket.Receive(bytes));
    }
}
