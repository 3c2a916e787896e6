using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;

namespace NetSensor.Host.Rosters;

/// <summary>Fetches a roster over HTTPS, with a bearer token where there is one, and keeps the last answer in a file for when nobody answers.</summary>
internal sealed class RosterFetch : IDisposable
{
    private const string TokenVariable = "NETSENSOR_ROSTER_TOKEN";
    private const long MostBytes = 256L * 1024 * 1024; // a million machines of a hundred bytes, twice over
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // for one answer: a slow CMDB takes some

    private readonly RosterOptions _options;
    private readonly HttpClient _client;
    private EntityTagHeaderValue? _lastTag;

    /// <summary>A client for the address that the options name.</summary>
    /// <exception cref="EnrichmentException">The address or a file that the options name cannot be used.</exception>
    public RosterFetch(RosterOptions options)
    {
        _options = options;
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw new EnrichmentException($"roster url '{options.Url}': no https address");
        _client = new HttpClient(Handler(options)) { BaseAddress = address, Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        if (Token(options) is { } token) _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _client.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/csv");
    }

    /// <summary>The roster; null when it is the one that was fetched last.</summary>
    /// <exception cref="EnrichmentException">Nobody answers as hoped; the message says why, and nothing of the token.</exception>
    public Roster? Fetch(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _client.BaseAddress);
        if (_lastTag is { } tag) request.Headers.IfNoneMatch.Add(tag);
        try
        {
            using var answer = _client.Send(request, HttpCompletionOption.ResponseContentRead, cancel);
            if (answer.StatusCode == System.Net.HttpStatusCode.NotModified) return null;
            if (!answer.IsSuccessStatusCode) throw new EnrichmentException($"{_options.Url}: answers {(int)answer.StatusCode} {answer.ReasonPhrase}");
            using var reader = new StreamReader(answer.Content.ReadAsStream(cancel));
            var text = reader.ReadToEnd();
            var roster = RosterReader.Read(_options.Url, text);
            _lastTag = answer.Headers.ETag;
            Keep(text);
            return roster;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            throw new EnrichmentException($"{_options.Url}: {fault.InnerException?.Message ?? fault.Message}");
        }
    }

    /// <summary>What was fetched last by an earlier run; null when nothing was kept.</summary>
    public Roster? FromCache() =>
        _options.CacheFile.Length > 0 && File.Exists(_options.CacheFile) ? RosterReader.Read(_options.CacheFile, File.ReadAllText(_options.CacheFile)) : null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Written beside and moved into place: a crash leaves the old list or the new one.</summary>
    private void Keep(string text)
    {
        if (_options.CacheFile.Length == 0) return;
        var beside = _options.CacheFile + ".new";
        File.WriteAllText(beside, text);
        File.Move(beside, _options.CacheFile, overwrite: true);
    }

    private static string? Token(RosterOptions options)
    {
        if (options.TokenFile.Length == 0) return Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } told ? told : null;
        try
        {
            return File.ReadAllText(options.TokenFile).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EnrichmentException($"roster token_file {options.TokenFile}: cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    private static SocketsHttpHandler Handler(RosterOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false }; // the token is for this address alone
        if (options.CaFile.Length == 0) return handler;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(options.CaFile);
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new EnrichmentException($"roster ca_file {options.CaFile}: cannot be read ({fault.Message.TrimEnd('.')}); name certificates in PEM");
        }
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
