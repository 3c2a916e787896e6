using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;
using NetSensor.Export.Metrics;
using NetSensor.Host.Metrics;
using NetSensor.Tests.Desk;

namespace NetSensor.Tests.Delivery;

/// <summary>A webhook behind nginx, with client certificates and a token: whatever happens to it, everything arrives once, in order.</summary>
public sealed class HttpsDeliveryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-https-").FullName;
    private readonly TestTools _tools = new();
    private readonly TestPki _pki;
    private readonly NginxReceiver _nginx;
    private readonly string _pin;

    public HttpsDeliveryTests()
    {
        _pki = new TestPki(_folder);
        _pin = _pki.Issue("server");
        _pki.Issue("expired", isExpired: true);
        _pki.Issue("sensor");
        File.WriteAllText(TokenFile, "sesame\n");
        _nginx = new NginxReceiver(_folder, _pki);
    }

    private string TokenFile => Path.Combine(_folder, "token");

    public void Dispose()
    {
        _nginx.Dispose();
        _pki.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [NeedsFact("nginx")]
    public async Task With_token_client_certificate_and_pin_everything_arrives_in_order()
    {
        _nginx.Start();
        await Delivers(Options() with { Tls = Tls() with { PinSha256 = [_pin] } }, spool => Put(spool, 1, 1000));
        Assert.Equal(Records.Ids(1, 1000), _nginx.Received());
    }

    [NeedsFact("nginx")]
    public async Task A_receiver_that_is_killed_again_and_again_gets_everything_once_after_deduplication()
    {
        _nginx.Start();
        await Delivers(Options() with { BatchRecords = 10 }, spool =>
        {
            for (var round = 0; round < 5; round++)
            {
                Put(spool, 1 + 200 * round, 200);
                var before = _nginx.Bodies;
                Eventually.True(() => _nginx.Bodies > before + round, "nothing arrives"); // somewhere in the middle, each time further on
                _nginx.Kill();
                _nginx.Start();
            }
        });
        Assert.Equal(Records.Ids(1, 1000), _nginx.Received().Distinct());
    }

    [NeedsFact("nginx")]
    public async Task A_receiver_that_comes_late_gets_what_waited()
    {
        await Delivers(Options(), spool =>
        {
            Put(spool, 1, 500);
            Eventually.True(() => !_tools.Said.IsEmpty, "nobody says that nobody is there");
            _nginx.Start();
        });
        Assert.Equal(Records.Ids(1, 500), _nginx.Received().Distinct());
        Assert.Equal(2, _tools.Said.Count);
        Assert.Contains("refused", _tools.Said.First(), StringComparison.Ordinal);
    }

    [NeedsFact("nginx")]
    public async Task A_wrong_token_is_one_clear_line_that_does_not_show_it_and_the_right_one_is_taken_without_a_restart()
    {
        File.WriteAllText(TokenFile, "open-barley\n");
        _nginx.Start();
        await Delivers(Options(), spool =>
        {
            Put(spool, 1, 5);
            Eventually.True(() => !_tools.Said.IsEmpty, "nobody says that the token is wrong");
            File.WriteAllText(TokenFile, "sesame\n");
        });
        Assert.Equal(Records.Ids(1, 5), _nginx.Received().Distinct());
        Assert.Contains("401 Unauthorized: the token or certificate is not accepted", _tools.Said.First(), StringComparison.Ordinal);
        Assert.DoesNotContain(_tools.Said, line => line.Contains("open-barley", StringComparison.Ordinal));
        Assert.Equal(2, _tools.Said.Count);
    }

    [NeedsFact("nginx")]
    public async Task An_expired_certificate_is_one_clear_line_and_a_new_one_is_taken()
    {
        _nginx.Certificate = "expired";
        _nginx.Start();
        await Delivers(Options(), spool =>
        {
            Put(spool, 1, 5);
            Eventually.True(() => !_tools.Said.IsEmpty, "nobody says that the certificate is expired");
            _nginx.Kill();
            _nginx.Certificate = "server";
            _nginx.Start();
        });
        Assert.Equal(Records.Ids(1, 5), _nginx.Received().Distinct());
        Assert.Contains("the receiver's certificate is valid from", _tools.Said.First(), StringComparison.Ordinal);
    }

    [NeedsFact("nginx")]
    public Task An_expired_certificate_shows_in_the_metrics_until_there_is_a_new_one()
    {
        _nginx.Certificate = "expired";
        return ShowsInTheMetrics(() =>
        {
            _nginx.Kill();
            _nginx.Certificate = "server";
            _nginx.Start();
        });
    }

    [NeedsFact("nginx")]
    public Task A_wrong_token_shows_in_the_metrics_until_there_is_the_right_one()
    {
        File.WriteAllText(TokenFile, "open-barley\n");
        return ShowsInTheMetrics(() => File.WriteAllText(TokenFile, "sesame\n"));
    }

    [NeedsFact("nginx")]
    public async Task A_key_that_is_not_pinned_gets_nothing()
    {
        _nginx.Start();
        await using var receiver = new HttpReceiver(Options() with { Tls = Tls() with { PinSha256 = [_pki.Issue("other")] } }, "1.2.3", TimeProvider.System);
        var fault = await Assert.ThrowsAnyAsync<HttpRequestException>(() => receiver.SendAsync([Records.Finding(1)], CancellationToken.None));
        Assert.Contains("pinned", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(_nginx.Received());
    }

    [NeedsFact("nginx")]
    public async Task A_batch_that_is_too_large_for_the_receiver_is_halved_until_it_fits()
    {
        _nginx.Start();
        await Delivers(Options() with { Gzip = true, BatchKib = 65_536 }, spool =>
        {
            for (var number = 1; number <= 8; number++) spool.TryPut(Incompressible(number, 300_000)); // nginx takes a MiB
        });
        Assert.Equal(Records.Ids(1, 8), _nginx.Received().Distinct());
    }

    private async Task ShowsInTheMetrics(Action mend)
    {
        _nginx.Start();
        await using var hub = new DeliveryHub(Path.Combine(_folder, "spools"), [Options()], _tools.ForReal());
        using var metrics = new SensorMetrics();
        DeliveryMetrics.Publish(metrics, () => hub.Status);
        using var page = new PrometheusText(metrics.Meter, TimeProvider.System);
        hub.Finding(Findings.Beacon, Records.Finding(1).Json.Span);
        AwaitValues(page, ("up", 0), ("queue_records", 1), ("delivered_total", 0));
        mend();
        AwaitValues(page, ("up", 1), ("queue_records", 0), ("delivered_total", 1));
        Assert.DoesNotContain("netsensor_export_retries_total{exporter=\"soc\",type=\"https\"} 0\n", page.Render(), StringComparison.Ordinal);
    }

    private static void AwaitValues(PrometheusText page, params (string Name, int Value)[] values) => Eventually.True(
        () => page.Render() is var text && values.All(value => text.Contains($"netsensor_export_{value.Name}{{exporter=\"soc\",type=\"https\"}} {value.Value}\n", StringComparison.Ordinal)), page.Render);

    private static DeliveryRecord Incompressible(int number, int bytes)
    {
        var noise = new byte[bytes];
        new Random(number).NextBytes(noise);
        return Records.Finding(number) with { Json = System.Text.Encoding.UTF8.GetBytes($$"""{"metadata":{"uid":"{{Records.IdOf(number)}}"},"noise":"{{Convert.ToBase64String(noise)}}"}""") };
    }

    private HttpsOptions Options() => TestTools.Hasty(new HttpsOptions { Name = "soc", Url = _nginx.Url, TokenFile = TokenFile, Tls = Tls() });

    private TlsOptions Tls() => new() { CaFile = _pki.Authority, CertificateFile = _pki.Certificate("sensor"), KeyFile = _pki.Key("sensor") };

    private async Task Delivers(ExporterOptions options, Action<DeliverySpool> put)
    {
        using var spool = new DeliverySpool(Path.Combine(_folder, "spool"), options.Spool, TimeProvider.System, _tools.Said.Enqueue);
        await using var loop = new DeliveryLoop(options, spool, _tools.ForReal());
        put(spool);
        Eventually.True(() => spool.Queued == 0, string.Join('\n', _tools.Said));
    }

    private static void Put(DeliverySpool spool, int first, int count)
    {
        for (var number = first; number < first + count; number++) Assert.True(spool.TryPut(Records.Finding(number)));
    }
}
