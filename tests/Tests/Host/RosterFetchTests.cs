using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;
using NetSensor.Host.Rosters;

namespace NetSensor.Tests.Host;

/// <summary>Rosters that are fetched over HTTPS, from a server on this machine.</summary>
public sealed class RosterFetchTests : IDisposable
{
    private const string Secret = "token-of-the-test";

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-roster-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly List<string> _requests = [];

    public RosterFetchTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        File.WriteAllText(In("ca.pem"), made.ExportCertificatePem());
        File.WriteAllText(In("token"), Secret + "\n");
        _listener.Start();
    }

    private string In(string name) => Path.Combine(_folder, name);

    private RosterOptions Options => new()
    {
        Url = $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/machines", TokenFile = In("token"), CaFile = In("ca.pem"), CacheFile = In("cache.json"),
    };

    /// <summary>Answers one request after the other with these, then closes.</summary>
    private Task Serve(params string[] answers) => Task.Run(() =>
    {
        foreach (var answer in answers)
        {
            using var client = _listener.AcceptTcpClient();
            using var tls = new SslStream(client.GetStream());
            try
            {
                tls.AuthenticateAsServer(_certificate);
                using var reader = new StreamReader(tls, Encoding.ASCII, leaveOpen: true);
                var lines = new List<string>();
                while (reader.ReadLine() is { Length: > 0 } line) lines.Add(line);
                _requests.Add(string.Join('\n', lines));
                tls.Write(Encoding.UTF8.GetBytes(answer));
            }
            catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                _requests.Add("refused");
            }
        }
    });

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    [Fact]
    public async Task The_list_is_fetched_with_the_token_kept_and_asked_for_again_only_when_it_changed()
    {
        var served = Serve(Ok("""[{"hostname":"desk-7"}]"""), "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        using var fetch = new RosterFetch(Options);
        Assert.Equal("desk-7", Assert.Single(fetch.Fetch(default)!.Entries).Names[0]);
        Assert.Null(fetch.Fetch(default));
        await served;
        Assert.Contains("Authorization: Bearer " + Secret, _requests[0], StringComparison.Ordinal);
        Assert.Contains("If-None-Match: \"1\"", _requests[1], StringComparison.Ordinal);
        Assert.Equal("desk-7", Assert.Single(fetch.FromCache()!.Entries).Names[0]);
    }

    [Fact]
    public async Task A_refusal_is_told_without_the_token()
    {
        var served = Serve("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var fetch = new RosterFetch(Options);
        var fault = Assert.Throws<EnrichmentException>(() => fetch.Fetch(default));
        await served;
        Assert.Contains("answers 403", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_for_which_nobody_vouches_gets_no_token()
    {
        var served = Serve(Ok("[]"));
        using var fetch = new RosterFetch(Options with { CaFile = "" });
        Assert.Throws<EnrichmentException>(() => fetch.Fetch(default));
        await served;
        Assert.DoesNotContain(_requests, request => request.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1/machines")]
    [InlineData("machines")]
    public void Only_https_is_spoken(string url) => Assert.Throws<EnrichmentException>(() => new RosterFetch(new RosterOptions { Url = url }));

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
