using System.IO.Compression;
using System.Net.Http.Headers;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Posts bodies to one address over HTTPS.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MostAnswerBytes = 16 << 20; // Elasticsearch tells some hundred bytes of each document, of a few thousand at most

    private readonly HttpClient _client;
    private readonly TlsTrust _trust;
    private readonly Uri _address;

    /// <summary>A client for this address; http is for this machine only.</summary>
    /// <exception cref="DeliveryException">The address or a file of the trust cannot be used.</exception>
    public HttpConnection(string url, TlsOptions tls)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new DeliveryException($"url '{url}': no https address");
        if (address.UserInfo.Length > 0) throw new DeliveryException("url: holds a password; name a file for it"); // which is not repeated here
        _address = address;
        _trust = new TlsTrust(tls);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // secrets and findings are for this address alone
            UseCookies = false,
            SslOptions = _trust.For(address.IdnHost),
        }) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostAnswerBytes }; // whoever sends has a limit
    }

    /// <summary>How every request shows who we are; null for not at all.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Whether bodies are compressed.</summary>
    public bool Gzip { get; init; }

    /// <summary>Posts a body; the answer's text comes with it.</summary>
    public async Task<(HttpResponseMessage Answer, string Text)> PostAsync(ReadOnlyMemory<byte> body, string mediaType, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = Content(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Authorization = Authorization;
        var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel).ConfigureAwait(false);
        return (answer, await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
    }

    public void Dispose()
    {
        _client.Dispose();
        _trust.Dispose();
    }

    private HttpContent Content(ReadOnlyMemory<byte> body)
    {
        if (!Gzip) return new ReadOnlyMemoryContent(body);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body.Span);
        packed.Position = 0;
        var content = new StreamContent(packed);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
