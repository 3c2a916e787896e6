using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NetSensor.Export.Http;

namespace NetSensor.Tests.Export.Http;

/// <summary>Pages for machines: bounded in what they take, open to those who may.</summary>
public sealed class HttpPagesTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(10); // nothing but the room that another needs cuts a client off

    private const string Token = "a token of the test's own";

    [Fact]
    public async Task A_page_is_made_anew_for_every_request()
    {
        var asked = 0;
        using var pages = Serve(Plain(), () => $"{++asked}");
        using var client = new HttpClient();
        Assert.Equal("1", await client.GetStringAsync($"{Plain().Url}/page"));
        Assert.Equal("2", await client.GetStringAsync($"{Plain().Url}/page?with=parameters"));
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_not_asked_with_GET_is_told()
    {
        using var pages = Serve(Plain(), () => "");
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Plain().Url}/")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.PostAsync($"{Plain().Url}/page", null)).StatusCode);
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001 no HTTP at all\r\n\r\n")]
    [InlineData("GET /page\r\n\r\n")] // HTTP/0.9
    public async Task What_is_no_request_is_answered_as_such(string request)
    {
        using var pages = Serve(Plain(), () => "");
        Assert.StartsWith("HTTP/1.1 400 ", await Send(request));
    }

    [Fact]
    public async Task A_head_without_an_end_is_cut_off()
    {
        using var pages = Serve(Plain(), () => "");
        Assert.StartsWith("HTTP/1.1 400 ", await Send("GET /page HTTP/1.1\r\nX: " + new string('a', 8 * 1024)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_that_say_nothing_do_not_keep_the_others_out(bool overTls)
    {
        using var certificate = SelfSigned();
        using var pages = Serve(overTls ? Plain() with { Certificate = certificate } : Plain(), () => "here", askWithin: Forever);
        var silent = Enumerable.Range(0, 2 * HttpPages.MostConnections).Select(_ => new TcpClient("127.0.0.1", Port)).ToList();
        for (var scrape = 0; scrape < 5; scrape++) Assert.Equal("here", await Get(overTls));
        Assert.InRange(pages.CutOff, HttpPages.MostConnections + 1, HttpPages.MostConnections + 5); // those who waited longest: a scrape takes a place, or the one that the last has left by then
        silent.ForEach(each => each.Dispose());
    }

    [Fact]
    public async Task A_head_that_comes_letter_by_letter_is_not_waited_for()
    {
        using var pages = Serve(Plain(), () => "here", askWithin: TimeSpan.FromMilliseconds(50));
        using var client = new TcpClient("127.0.0.1", Port);
        await client.GetStream().WriteAsync("GET /page HTTP/1.1\r\n"u8.ToArray());
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1])); // cut off without a word
    }

    [Fact]
    public async Task Only_who_has_the_token_is_answered()
    {
        using var pages = Serve(Plain() with { Token = Token }, () => "secret");
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{Plain().Url}/page")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{Plain().Url}/page")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal("secret", await client.GetStringAsync($"{Plain().Url}/page"));
    }

    [Fact]
    public async Task Over_TLS_the_client_sees_the_certificate()
    {
        using var certificate = SelfSigned();
        using var pages = Serve(Plain() with { Certificate = certificate, Token = Token }, () => "secret");
        var seen = "";
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => (seen = shown!.Thumbprint).Length > 0 };
        using var client = new HttpClient(trusting);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal("secret", await client.GetStringAsync($"https://127.0.0.1:{Port}/page"));
        Assert.Equal(certificate.Thumbprint, seen);
    }

    [Theory]
    [InlineData("127.0.0.1", false, false, true)]
    [InlineData("::1", false, false, true)]
    [InlineData("0.0.0.0", false, false, false)]
    [InlineData("10.0.0.1", true, false, false)]
    [InlineData("10.0.0.1", false, true, false)]
    [InlineData("10.0.0.1", true, true, true)]
    public void An_address_that_others_reach_needs_both_TLS_and_a_token(string address, bool hasCertificate, bool hasToken, bool isAllowed)
    {
        using var certificate = SelfSigned();
        var access = new HttpLock { Address = new IPEndPoint(IPAddress.Parse(address), 1), Certificate = hasCertificate ? certificate : null, Token = hasToken ? Token : null };
        Assert.Equal(isAllowed, access.Refusal is null);
        if (!isAllowed) Assert.Throws<InvalidOperationException>(() => new HttpPages(access, new Dictionary<string, Func<HttpReply>>()));
    }

    private int Port { get; } = FreePort();

    private HttpLock Plain() => new() { Address = new IPEndPoint(IPAddress.Loopback, Port) };

    private static HttpPages Serve(HttpLock access, Func<string> page, TimeSpan? askWithin = null) =>
        new(access, new Dictionary<string, Func<HttpReply>> { ["/page"] = () => new HttpReply(200, "text/plain", page()) }, askWithin);

    private async Task<string> Get(bool overTls)
    {
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(trusting);
        return await client.GetStringAsync($"{(overTls ? "https" : "http")}://127.0.0.1:{Port}/page");
    }

    private async Task<string> Send(string request)
    {
        using var client = new TcpClient("127.0.0.1", Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return (await reader.ReadLineAsync())!;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=sensor", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
