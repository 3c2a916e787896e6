using System.IO.Compression;
using System.Net;
using System.Text;

namespace NetSensor.Tests.Delivery;

/// <summary>An HTTP server of the test's own that answers as it is told; bodies come to it unpacked.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public ScriptedServer(Func<HttpListenerRequest, string, (int Status, string Body, string? RetryAfter)> answer)
    {
        Url = $"http://127.0.0.1:{Daemon.FreePort()}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _serving = Task.Run(() => ServeAsync(answer));
    }

    public string Url { get; }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait();
        _listener.Close();
    }

    private async Task ServeAsync(Func<HttpListenerRequest, string, (int Status, string Body, string? RetryAfter)> answer)
    {
        while (true) // ends: when it is stopped
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            Stream sent = context.Request.InputStream;
            if (context.Request.Headers["Content-Encoding"] == "gzip") sent = new GZipStream(sent, CompressionMode.Decompress);
            var (status, body, retryAfter) = answer(context.Request, await new StreamReader(sent).ReadToEndAsync());
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers["Retry-After"] = retryAfter;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}
