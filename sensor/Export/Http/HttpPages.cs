using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace NetSensor.Export.Http;

/// <summary>
/// Serves a few pages on one address, plainly or over TLS: a request for each connection, so many connections at a time, none for longer than a moment,
/// and none of those that say nothing keeps another out. The framework's own listener knows no TLS on Linux, and a web server would be larger than the sensor.
/// </summary>
public sealed class HttpPages : IDisposable
{
    /// <summary>Connections at a time: scrapers and a load balancer are few; one more than these cuts off one that has not asked yet.</summary>
    public const int MostConnections = 32;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10); // a client that does not read holds a place
    private static readonly TimeSpan AcceptAgain = TimeSpan.FromMilliseconds(100); // after an accept that failed, of which a lack of descriptors would make a loop

    private readonly HttpLock _lock;
    private readonly IReadOnlyDictionary<string, Func<HttpReply>> _pages;
    private readonly TimeSpan _askWithin;
    private readonly TcpListener _listener;
    private readonly HttpVisits _visits = new(MostConnections);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _serving;

    /// <summary>Listens at once.</summary>
    /// <param name="access">Where, and for whom.</param>
    /// <param name="pages">What is served, by path.</param>
    /// <param name="askWithin">Time for the handshake of TLS and the head of the request; 3 s when nobody says: one segment from a client that is alive.</param>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    /// <exception cref="InvalidOperationException">The address may not be opened to others like this.</exception>
    public HttpPages(HttpLock access, IReadOnlyDictionary<string, Func<HttpReply>> pages, TimeSpan? askWithin = null)
    {
        if (access.Refusal is { } refusal) throw new InvalidOperationException(refusal);
        (_lock, _pages, _askWithin) = (access, pages, askWithin ?? TimeSpan.FromSeconds(3));
        _listener = new TcpListener(access.Address);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Connections that were cut off because all places were taken and another came.</summary>
    public long CutOff => _visits.CutOff;

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
                var client = await _listener.AcceptSocketAsync(_stopped.Token);
                var visit = new HttpVisit(client, ((IPEndPoint)client.RemoteEndPoint!).Address);
                _visits.Add(visit);
                _ = Task.Run(() => ServeAsync(visit));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptAgain); // the client was gone before it was taken, or there is no descriptor left for it
            }
        }
    }

    private async Task ServeAsync(HttpVisit visit)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
            patience.CancelAfter(_askWithin);
            await using var stream = await OpenAsync(visit.Client, patience.Token);
            var request = await HttpRequest.ReadAsync(stream, patience.Token);
            _visits.NoteRequest(visit);
            patience.CancelAfter(AnswerWithin);
            await stream.WriteAsync(Write(request is null ? new HttpReply(400, "text/plain", "no HTTP request\n") : Answer(request)), patience.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // the client hung up, dawdled, was cut off, or does not trust the certificate: its loss
        }
        finally
        {
            _visits.Remove(visit);
        }
    }

    private async Task<Stream> OpenAsync(Socket client, CancellationToken cancel)
    {
        var plain = new NetworkStream(client, ownsSocket: true);
        if (_lock.Certificate is not { } certificate) return plain;
        var stream = new SslStream(plain);
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
