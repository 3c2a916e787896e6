using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace NetSensor.Export.Http;

/// <summary>
/// Serves a few pages on one address, plainly or over TLS: a request for each connection, so many connections at a time, none for longer than a moment.
/// The framework's own listener knows no TLS on Linux, and a web server would be larger than the sensor.
/// </summary>
public sealed class HttpPages : IDisposable
{
    private const int MostConnections = 16; // scrapers and a load balancer; more wait in the kernel
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // for a request and its answer: a client that dawdles holds a place

    private readonly HttpLock _lock;
    private readonly IReadOnlyDictionary<string, Func<HttpReply>> _pages;
    private readonly TcpListener _listener;
    private readonly SemaphoreSlim _places = new(MostConnections);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _serving;

    /// <summary>Listens at once.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    /// <exception cref="InvalidOperationException">The address may not be opened to others like this.</exception>
    public HttpPages(HttpLock access, IReadOnlyDictionary<string, Func<HttpReply>> pages)
    {
        if (access.Refusal is { } refusal) throw new InvalidOperationException(refusal);
        (_lock, _pages) = (access, pages);
        _listener = new TcpListener(access.Address);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(2));
    }

    private async Task ServeAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stopped.Token);
                var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                _places.Release(); // the client was gone before it was taken
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
            patience.CancelAfter(Patience);
            using (client)
            await using (var stream = await OpenAsync(client, patience.Token))
            {
                var request = await HttpRequest.ReadAsync(stream, patience.Token);
                await stream.WriteAsync(Write(request is null ? new HttpReply(400, "text/plain", "no HTTP request\n") : Answer(request)), patience.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // the client hung up, dawdled, or does not trust the certificate: its loss
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client, CancellationToken cancel)
    {
        if (_lock.Certificate is not { } certificate) return client.GetStream();
        var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, cancel);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private HttpReply Answer(HttpRequest request)
    {
        if (!_lock.Opens(request.Authorization)) return new HttpReply(401, "text/plain", "a bearer token is needed\n");
        if (!_pages.TryGetValue(request.Path, out var page)) return new HttpReply(404, "text/plain", $"not here: try {string.Join(", ", _pages.Keys)}\n");
        return request.Method == "GET" ? Ask(page) : new HttpReply(405, "text/plain", "GET only\n");
    }

    /// <summary>A page that fails is a mistake of ours: told to who asked, and no reason to stop.</summary>
    private static HttpReply Ask(Func<HttpReply> page)
    {
        try
        {
            return page();
        }
        catch (Exception fault)
        {
            return new HttpReply(500, "text/plain", $"{fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}\n");
        }
    }

    private static byte[] Write(HttpReply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Body);
        var challenge = reply.Status == 401 ? "WWW-Authenticate: Bearer\r\n" : "";
        var head = $"HTTP/1.1 {reply.Status} {ReasonOf(reply.Status)}\r\nContent-Type: {reply.ContentType}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\n{challenge}Connection: close\r\n\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => "Service Unavailable",
    };
}
