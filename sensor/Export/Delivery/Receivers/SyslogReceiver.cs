using System.Buffers;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using NetSensor.Export.Delivery.Formats;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>
/// Sends batches to a syslog server. The protocol acknowledges nothing, so over TCP and TLS a batch is a connection, and its orderly end is the
/// acknowledgement: we say that we are done and wait until the server, having read all, says so as well. A server that is killed with messages unread
/// resets the connection instead.
/// </summary>
public sealed class SyslogReceiver : IReceiver
{
    private const string Tls = "tls", Tcp = "tcp", Udp = "udp", OctetCounting = "octet_counting", Newline = "newline";
    private const int TlsPort = 6514, PlainPort = 514;
    private const int MostDatagramBytes = 65_507 - 500; // of a UDP datagram, less room for tunnels

    private readonly SyslogOptions _options;
    private readonly SyslogMessage _message;
    private readonly TlsTrust _trust;
    private readonly string _host;
    private readonly int _port;

    /// <summary>Reads the options.</summary>
    /// <exception cref="DeliveryException">Something that they name cannot be used.</exception>
    public SyslogReceiver(SyslogOptions options, string productVersion)
    {
        if (options.Transport is not (Tls or Tcp or Udp)) throw new DeliveryException($"transport '{options.Transport}': no such way; there are {Tls}, {Tcp} and {Udp}");
        if (options.Framing is not (OctetCounting or Newline)) throw new DeliveryException($"framing '{options.Framing}': no such way; there are {OctetCounting} and {Newline}");
        if (!Uri.TryCreate($"syslog://{options.Address}", UriKind.Absolute, out var address) || address.Host.Length == 0 || address.PathAndQuery.Length > 1)
            throw new DeliveryException($"address '{options.Address}': none; write host:port");
        (_options, _host) = (options, address.IdnHost);
        _port = address.Port > 0 ? address.Port : options.Transport == Tls ? TlsPort : PlainPort;
        _message = new SyslogMessage(RecordFormats.Named(options.Format, "cef", productVersion), options.Facility, options.HostName.Length > 0 ? options.HostName : Environment.MachineName);
        _trust = new TlsTrust(options.Tls);
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="DeliveryException">Why.</exception>
    public static void Check(SyslogOptions options) => new SyslogReceiver(options, "")._trust.Dispose();

    /// <inheritdoc/>
    public Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel) =>
        _options.Transport == Udp ? SendDatagramsAsync(batch, cancel) : SendStreamAsync(batch, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _trust.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SendOutcome> SendStreamAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host, _port, cancel).ConfigureAwait(false);
        await using var network = client.GetStream();
        if (_options.Transport == Tcp)
        {
            await network.WriteAsync(Framed(batch), cancel).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
            return await ReadToEndAsync(network, cancel).ConfigureAwait(false);
        }
        await using var tls = new SslStream(network);
        await tls.AuthenticateAsClientAsync(_trust.For(_host), cancel).ConfigureAwait(false);
        await tls.WriteAsync(Framed(batch), cancel).ConfigureAwait(false);
        await tls.ShutdownAsync().ConfigureAwait(false);
        client.Client.Shutdown(SocketShutdown.Send);
        return await ReadToEndAsync(tls, cancel).ConfigureAwait(false);
    }

    /// <summary>Servers say nothing; when the end comes they have read everything. A reset, or an alert about our certificate, is thrown.</summary>
    private static async Task<SendOutcome> ReadToEndAsync(Stream stream, CancellationToken cancel)
    {
        var ignored = new byte[256];
        while (await stream.ReadAsync(ignored, cancel).ConfigureAwait(false) > 0) { /* ends: with the server's end, or with the limit of the sending */ }
        return SendOutcome.Delivered;
    }

    private ReadOnlyMemory<byte> Framed(IReadOnlyList<DeliveryRecord> batch)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in batch)
        {
            var message = _message.Write(record);
            if (_options.Framing == OctetCounting) Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} "), output);
            output.Write(message);
            if (_options.Framing == Newline) output.Write("\n"u8);
        }
        return output.WrittenMemory;
    }

    private async Task<SendOutcome> SendDatagramsAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        using var client = new UdpClient(_host, _port);
        var each = new SendOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var message = _message.Write(batch[i]).ToArray();
            each[i] = message.Length <= MostDatagramBytes ? SendOutcome.Delivered : SendOutcome.Refused($"{message.Length} bytes do not fit into a datagram");
            if (message.Length <= MostDatagramBytes) await client.SendAsync(message, cancel).ConfigureAwait(false);
        }
        return SendOutcome.Mixed(each);
    }
}
