using System.Text;
using System.Text.Json;
using NetSensor.Generator.Endpoints;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Correlation;

/// <summary>`netsensor correlate` on captures of our own and what agents would have written of them.</summary>
public sealed class CorrelateProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_document_that_calls_home_is_what_to_look_at_first()
    {
        var told = Correlate("office", EndpointScenario.Office(), EndpointShape.Winlogbeat);
        var first = told.GetProperty("findings")[0];
        Assert.Equal(("Critical", 100, "correlate"), (Text(first, "severity"), first.GetProperty("risk_score").GetInt32(), Text(first.GetProperty("finding_info").GetProperty("analytic"), "name")));
        var process = first.GetProperty("evidences")[1].GetProperty("process");
        Assert.Equal(("powershell.exe", "winword.exe", "explorer.exe"),
            (Text(process, "name"), Text(process.GetProperty("parent_process"), "name"), Text(process.GetProperty("parent_process").GetProperty("parent_process"), "name")));
        Assert.Equal("WS-23", Text(told.GetProperty("chains")[0], "host"));
        Assert.Equal("""{"joined":165,"loopback":1,"address_not_seen":1}""", Compact(told.GetProperty("connections")));
        Assert.Equal("""{"joined":116}""", Compact(told.GetProperty("questions")));
        Assert.Equal([2.5, -41], told.GetProperty("clocks").EnumerateArray().Select(clock => Math.Round(clock.GetProperty("ahead_seconds").GetDouble(), 1)));
    }

    [Theory]
    [InlineData(EndpointShape.EvtxDump)]
    [InlineData(EndpointShape.Ocsf)]
    public void An_intruder_is_followed_from_host_to_host(EndpointShape shape)
    {
        var told = Correlate("intrusion", EndpointScenario.Intrusion(), shape);
        var service = told.GetProperty("chains").EnumerateArray().First(chain => Text(chain, "title").Contains("created a service", StringComparison.Ordinal));
        Assert.Equal(("PC-003", "Critical", """["explorer.exe → wscript.exe → rundll32.exe"]""", """["PC-000"]"""),
            (Text(service, "host"), Text(service, "severity"), Compact(service.GetProperty("processes")), Compact(service.GetProperty("next_hosts"))));
        Assert.All(told.GetProperty("chains").EnumerateArray().Where(chain => Text(chain, "host") is "PC-000" or "PC-003"), chain => Assert.Equal("Critical", Text(chain, "severity")));
        Assert.Equal([95, -3.2], told.GetProperty("clocks").EnumerateArray().Select(clock => Math.Round(clock.GetProperty("ahead_seconds").GetDouble(), 1)));
    }

    [Fact]
    public void The_log_of_another_machine_raises_nothing()
    {
        var capture = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");
        NetSensorProcess.Run("replay", capture, "--out", Logs, "--quiet");
        var colleague = EndpointScenario.Office().Write(CaptureSightings.Read(capture), EndpointShape.Nxlog).Where(line => line.Contains("WS-24", StringComparison.Ordinal));
        var outcome = NetSensorProcess.Run("correlate", "--endpoint", Written(colleague), "--logs", Logs, "--json");
        var chain = Assert.Single(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("chains").EnumerateArray());
        Assert.Equal((Text(chain, "severity_before"), "no_endpoint_of_host"), (Text(chain, "severity"), Text(chain, "not_joined")));
    }

    [Fact]
    public void The_chain_is_printed_from_process_to_finding()
    {
        Correlate("office", EndpointScenario.Office(), EndpointShape.Nxlog);
        var outcome = NetSensorProcess.Run("correlate", "--endpoint", Path.Combine(_folder.Root, "endpoint.jsonl"), "--findings", Path.Combine(Logs, "detections.jsonl"));
        var lines = outcome.Output.Split('\n');
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("1. CRITICAL, risk 100 (was medium, ", lines[0]);
        Assert.Contains("explorer.exe (4120)", lines[2]);
        Assert.Contains("└ winword.exe (5012)", lines[3]);
        Assert.Contains("  └ powershell.exe (6644)", lines[4]);
        Assert.Contains("connection", lines[5]);
    }

    [Fact]
    public void A_line_of_the_sensor_that_is_broken_costs_itself_and_is_named()
    {
        Correlate("office", EndpointScenario.Office(), EndpointShape.Nxlog);
        var conn = Path.Combine(Logs, "conn.log");
        var lines = File.ReadAllLines(conn);
        File.WriteAllLines(conn, [lines[0], lines[1][..40], """{"ts":1,"proto":"tcp"}""", .. lines[2..]]);
        var outcome = NetSensorProcess.Run("correlate", "--endpoint", Path.Combine(_folder.Root, "endpoint.jsonl"), "--logs", Logs, "--json");
        Assert.Equal([$"netsensor: {conn}:2: no JSON", $"netsensor: {conn}:3: no id.orig_h"], outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((0, 2), (outcome.ExitCode, JsonDocument.Parse(outcome.Output).RootElement.GetProperty("faulty_sensor_lines").GetInt32()));
    }

    [Theory]
    [InlineData("correlate: name the sensor's findings (--findings FILE), its logs (--logs DIR), or both", "--endpoint", "e.jsonl")]
    [InlineData("nowhere.jsonl: no such file or folder", "--endpoint", "nowhere.jsonl", "--logs", ".")]
    [InlineData("e.jsonl:1: no JSON", "--endpoint", "e.jsonl", "--logs", ".")]
    [InlineData("nowhere: no such folder", "--endpoint", "good.jsonl", "--findings", "empty.jsonl", "--logs", "nowhere")]
    [InlineData("e.jsonl: no finding in this file", "--endpoint", "good.jsonl", "--findings", "e.jsonl")]
    [InlineData("no conn.log in this folder", "--endpoint", "good.jsonl", "--findings", "empty.jsonl", "--logs", ".")]
    [InlineData("--max-skew soon: no time; give one such as", "--endpoint", "good.jsonl", "--logs", ".", "--max-skew", "soon")]
    [InlineData("Option '--endpoint' is required", "--logs", ".")]
    public void Wrong_use_is_named_in_one_line(string fault, params string[] args)
    {
        _folder.Write("e.jsonl", "{\"what\": }\n"u8.ToArray());
        _folder.Write("empty.jsonl", []);
        _folder.Write("good.jsonl", Encoding.UTF8.GetBytes("""{"class_uid":1007,"time":1790000000000,"device":{"hostname":"a"},"process":{"pid":1,"name":"x"}}"""));
        var outcome = NetSensorProcess.Run(_folder.Root, [], ["correlate", .. args]);
        Assert.Contains(fault, outcome.ErrorLine);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }

    private JsonElement Correlate(string capture, EndpointScenario scenario, EndpointShape shape)
    {
        var path = Path.Combine(Checkout.Folder, "pcaps", capture + ".pcap");
        NetSensorProcess.Run("replay", path, "--out", Logs, "--quiet");
        var outcome = NetSensorProcess.Run("correlate", "--endpoint", Written(scenario.Write(CaptureSightings.Read(path), shape)), "--logs", Logs, "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return JsonDocument.Parse(outcome.Output).RootElement;
    }

    private string Written(IEnumerable<string> lines) => _folder.Write("endpoint.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
