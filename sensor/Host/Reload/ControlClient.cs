using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace NetSensor.Host.Reload;

/// <summary>Asks a running sensor through its <see cref="ControlSocket"/>.</summary>
internal static class ControlClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1); // lists of a million indicators take seconds to read

    /// <summary>Asks the sensor to read its configuration anew.</summary>
    /// <exception cref="UsageException">No sensor answers there.</exception>
    public static ReloadOutcome Reload(string path)
    {
        try
        {
            using var socket = Connect(path);
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            socket.Send(Encoding.UTF8.GetBytes(ControlSocket.ReloadRequest + "\n"));
            using var answer = new MemoryStream();
            using (var stream = new NetworkStream(socket)) stream.CopyTo(answer);
            using var json = JsonDocument.Parse(answer.ToArray());
            return new ReloadOutcome(json.RootElement.GetProperty("applied").GetBoolean(), [.. json.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)]);
        }
        catch (Exception fault) when (fault is SocketException or IOException or JsonException)
        {
            throw new UsageException($"{path}: no sensor answers there ({fault.Message.TrimEnd('.')}); is it running, and with this configuration?");
        }
    }

    /// <summary>Whether somebody listens there; not so when it is left over from a sensor that was killed.</summary>
    public static bool IsAnswered(string path)
    {
        try
        {
            Connect(path).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
