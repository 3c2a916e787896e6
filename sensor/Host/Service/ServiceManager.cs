using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace NetSensor.Host.Service;

/// <summary>Tells systemd how the service is, by datagrams to the socket that it names (sd_notify(3)); silent where nobody listens.</summary>
internal sealed class ServiceManager : IDisposable
{
    private readonly Socket? _socket;
    private readonly long _watchdogTicks; // between two signs of life; 0 for none
    private long _lastSign;

    /// <summary>Reads who started the program.</summary>
    /// <param name="address">$NOTIFY_SOCKET: a path, or a name in the abstract space with '@' before it.</param>
    /// <param name="watchdog">$WATCHDOG_USEC: silence in microseconds after which the service is taken for dead.</param>
    public ServiceManager(string? address, string? watchdog)
    {
        if (string.IsNullOrEmpty(address)) return;
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address));
        }
        catch (SocketException)
        {
            _socket.Dispose(); // whoever asked to be told is gone; the sensor need not be
            _socket = null;
            return;
        }
        if (long.TryParse(watchdog, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0)
            _watchdogTicks = Math.Max(1, Stopwatch.Frequency / 2 * microseconds / 1_000_000); // twice as often as asked, as systemd advises
    }

    /// <summary>The one of this process's environment.</summary>
    public static ServiceManager OfEnvironment() =>
        new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <summary>It listens; what it listens on stands in the status.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>It reads its configuration anew; <see cref="Ready"/> ends that.</summary>
    public void Reloading() => Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000)}"));

    /// <summary>It ends.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>A sign of life; to be called often, from the thread whose standstill would be the fault.</summary>
    public void IsAlive()
    {
        if (_watchdogTicks == 0) return;
        var now = Stopwatch.GetTimestamp();
        if (now - _lastSign < _watchdogTicks) return;
        _lastSign = now;
        Send("WATCHDOG=1");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // a manager that does not take it in will see by itself how the service is
        }
    }
}
