using System.Globalization;
using System.Text.Json;
using NetSensor.Tests.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Delivery;

/// <summary>The program and its receiver are killed (kill -9) at random moments: no finding that was told is missing at the end. A longer form: NETSENSOR_KILLS=50.</summary>
public sealed class KilledDeliveryTests : IDisposable
{
    private const double PacketSecondsPerSecond = 1200; // the intruder's hour in three seconds, findings all along
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("NETSENSOR_KILLS") ?? "6", CultureInfo.InvariantCulture);
    private static readonly string Capture = Path.Combine(Checkout.Folder, "pcaps", "intrusion.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-killed-").FullName;
    private readonly Random _chance = new(1);
    private readonly HashSet<string> _told = [];
    private readonly TestPki _pki;
    private readonly NginxReceiver _nginx;

    public KilledDeliveryTests()
    {
        _pki = new TestPki(_folder);
        _pki.Issue("server");
        _pki.Issue("sensor");
        _nginx = new NginxReceiver(_folder, _pki);
        File.WriteAllText(Path.Combine(_folder, "token"), "sesame\n");
        File.WriteAllText(Config, $$"""
            exporters:
            - name: hook
              type: https
              url: {{_nginx.Url}}
              token_file: {{Path.Combine(_folder, "token")}}
              tls: {ca_file: {{_pki.Authority}}, certificate_file: {{_pki.Certificate("sensor")}}, key_file: {{_pki.Key("sensor")}}}
              logs: [conn]
              retry_first: 50ms
              retry_max: 500ms
            - {name: file, type: file, file: {{Delivered}}}
            """);
    }

    private string Config => Path.Combine(_folder, "netsensor.yaml");

    private string Logs => Path.Combine(_folder, "logs");

    private string Findings => Path.Combine(Logs, "detections.jsonl");

    private bool HasTold => File.Exists(Findings) && new FileInfo(Findings).Length > 0;

    private string Delivered => Path.Combine(_folder, "delivered.jsonl");

    public void Dispose()
    {
        _nginx.Dispose();
        _pki.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [NeedsFact("nginx")]
    public void What_was_told_before_any_kill_of_sensor_or_receiver_arrives()
    {
        _nginx.Start();
        for (var kill = 0; kill < Kills; kill++) RunAndKill();
        _nginx.Kill();
        _nginx.Start();
        var last = NetSensorProcess.Run("replay", Capture, "--filter", "host 203.0.113.254 and port 1", "--deliver", "--config", Config, "--out", Logs, "--quiet");
        Assert.True(last.ExitCode == 0, last.Error);
        Assert.NotEmpty(_told); // or it proves nothing
        Assert.Empty(_told.Except(_nginx.Received()));
        Assert.Empty(_told.Except(Ids(Delivered)));
    }

    private void RunAndKill()
    {
        using var sensor = NetSensorProcess.Start(_folder, "replay", Capture, "--speed", PacketSecondsPerSecond.ToString(CultureInfo.InvariantCulture), "--deliver", "--config", Config, "--out", Logs, "--quiet");
        sensor.ErrorDataReceived += (_, _) => { };
        sensor.BeginErrorReadLine();
        for (var wait = 0; wait < 300 && _told.Count == 0 && !HasTold; wait++) sensor.WaitForExit(TimeSpan.FromSeconds(0.1)); // on a busy machine it takes long to begin
        sensor.WaitForExit(TimeSpan.FromSeconds(0.5 + 1.5 * _chance.NextDouble()));
        _nginx.Kill();
        if (_chance.Next(2) == 0) _nginx.Start(); // else it stays down until the next turn
        sensor.WaitForExit(TimeSpan.FromSeconds(1.5 * _chance.NextDouble()));
        sensor.Kill(); // SIGKILL
        sensor.WaitForExit();
        if (_nginx.IsDown) _nginx.Start();
        if (HasTold) _told.UnionWith(Ids(Findings));
    }

    /// <summary>Of whole lines: what a kill cut off was not told.</summary>
    private static IEnumerable<string> Ids(string file)
    {
        var text = File.ReadAllText(file);
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.GetProperty("metadata").GetProperty("uid").GetString()!;
        }
    }
}
