using System.Net;
using System.Text;

namespace NetSensor.Export.Metrics;

/// <summary>Answers <c>GET /metrics</c> for Prometheus, and <c>GET /healthz</c>, on one address.</summary>
public sealed class MetricsServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly PrometheusText _text;
    private readonly Task _serving;

    /// <summary>Listens at once; an <see cref="HttpListenerException"/> tells that the address is taken or not ours.</summary>
    public MetricsServer(PrometheusText text, string host, int port)
    {
        _text = text;
        _listener.Prefixes.Add($"http://{host}:{port}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(2));
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return; // how HttpListener tells that it was stopped
            }
            try
            {
                await AnswerAsync(request);
            }
            catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
            {
                // the client hung up while it was being answered: its loss
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (status, type, body) = (context.Request.HttpMethod, context.Request.Url?.AbsolutePath) switch
        {
            ("GET", "/metrics") => (200, PrometheusText.ContentType, _text.Render()),
            ("GET", "/healthz") => (200, "text/plain", "ok\n"),
            ("GET", _) => (404, "text/plain", "not here: try /metrics\n"),
            _ => (405, "text/plain", "GET only\n"),
        };
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
