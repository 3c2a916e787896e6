using NetSensor.Analyzers.Correlation;
using NetSensor.Generator.Endpoints;
using NetSensor.Host;
using NetSensor.Host.Correlate;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Correlation;

/// <summary>Events of endpoints as their carriers write them, whole and broken.</summary>
public sealed class EndpointReadingTests
{
    private static readonly Lazy<Sighting[]> Sightings = new(() => [.. CaptureSightings.Read(Path.Combine(Checkout.Folder, "pcaps", "office.pcap"))]);

    [Theory]
    [InlineData(EndpointShape.EvtxDump)]
    [InlineData(EndpointShape.Nxlog)]
    [InlineData(EndpointShape.Ocsf)]
    public void Every_carrier_tells_the_same(EndpointShape shape)
    {
        var (one, other) = (Read(EndpointShape.Winlogbeat), Read(shape));
        Assert.Equal(one.Processes.Select(process => (process.Key, process.Time, process.Image, process.CommandLine, process.User, process.ParentImage)),
            other.Processes.Select(process => (process.Key, process.Time, process.Image, process.CommandLine, process.User, process.ParentImage)));
        Assert.Equal(one.Connections.Select(connection => (connection.Process, connection.Time, connection.Tuple, connection.Image)), other.Connections.Select(connection => (connection.Process, connection.Time, connection.Tuple, connection.Image)));
        Assert.Equal(one.Lookups.Select(lookup => (lookup.Process, lookup.Time, lookup.Query)), other.Lookups.Select(lookup => (lookup.Process, lookup.Time, lookup.Query)));
    }

    [Fact]
    public void A_winlogbeat_whose_module_moved_the_fields_is_read_by_their_ECS_names()
    {
        var events = Read("""
            {"@timestamp":"2026-09-21T14:18:20.123Z","event":{"code":"3","provider":"Microsoft-Windows-Sysmon"},"host":{"name":"ws-23.office.example"},"process":{"entity_id":"{ab-1}","pid":7,"executable":"C:\\x.exe"},
             "network":{"transport":"tcp","community_id":"1:abc="},"source":{"ip":"10.20.0.23","port":50330},"destination":{"ip":"192.31.196.77","port":443},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational"}}
            """);
        var connection = Assert.Single(events.Connections);
        Assert.Equal(("WS-23", "ab-1", "1:abc=", "10.20.0.23:50330 → 192.31.196.77:443"), (connection.Process.Host, connection.Process.Id, connection.CommunityId, $"{connection.Tuple}"));
    }

    [Fact]
    public void Arrays_pretty_objects_and_records_of_evtx_dump_are_read_as_lines_are()
    {
        var line = Lines(EndpointShape.EvtxDump)[0];
        var pretty = System.Text.Json.Nodes.JsonNode.Parse(line)!.ToJsonString(new() { WriteIndented = true });
        Assert.Equal(4, Read($"[{line},{line}]\n").Processes.Count + Read($"Record 1\n{pretty}\nRecord 2\n{pretty}\n").Processes.Count);
    }

    [Fact]
    public void A_broken_record_costs_itself_and_is_named_with_its_line()
    {
        var line = Lines(EndpointShape.Nxlog)[0];
        var logs = Logs($"{line}\n{line[..40]}\n{line}\n{{\"SourceName\":\"Microsoft-Windows-Sysmon\",\"EventID\":3}}\n{{bad: json}}\n{line}\n{line[..^3]}");
        Assert.Equal((3, 4), (logs.Events.Processes.Count, logs.Faults));
        Assert.Equal(["log.jsonl:2: a text that does not end in its line", "log.jsonl:4: an event that names no process (ProcessGuid or ProcessId)"], logs.Messages.Take(2));
        Assert.Contains("log.jsonl:5: no JSON", logs.Messages[2]);
        Assert.Contains("log.jsonl:7: an object that does not end", logs.Messages[3]);
    }

    [Fact]
    public void A_text_that_comes_again_is_kept_once()
    {
        var line = Lines(EndpointShape.Nxlog)[0];
        var both = Read($"{line}\n{line}").Processes;
        Assert.Same(both[0].CommandLine, both[1].CommandLine);
        Assert.Same(both[0].Key.Id, both[1].Key.Id);
    }

    [Fact]
    public void A_process_named_with_half_a_letter_costs_its_own_record()
    {
        var line = Lines(EndpointShape.Nxlog)[0];
        var logs = Logs($"{line}\n{{\"SourceName\":\"Microsoft-Windows-Sysmon\",\"EventID\":1,\"ProcessId\":7,\"Image\":\"\\ud800\",\"CommandLine\":\"\\udc00\",\"Hostname\":\"\\ud800\"}}\n{line}");
        Assert.Equal((2, 1), (logs.Events.Processes.Count, logs.Faults));
        Assert.Equal(["log.jsonl:2: a text that is no Unicode"], logs.Messages);
    }

    [Fact]
    public void Every_prefix_of_a_log_is_read_without_an_exception_of_its_own()
    {
        foreach (var shape in Enum.GetValues<EndpointShape>())
        {
            var text = string.Join('\n', Lines(shape).Where((_, i) => i is 0 or 20));
            for (var length = 0; length < text.Length; length++)
            {
                try
                {
                    new EndpointLogs().Read(new StringReader(text[..length]), "log.jsonl");
                }
                catch (UsageException)
                {
                    // nothing of an endpoint is in it yet
                }
            }
        }
    }

    [Fact]
    public void A_file_without_a_single_event_is_wrong_use()
    {
        var fault = Assert.Throws<UsageException>(() => Read("""{"EventID":4624,"SourceName":"Microsoft-Windows-Security-Auditing"}"""));
        Assert.Contains("no event of an endpoint in this file (1 records of other kinds, 0 faulty)", fault.Message);
    }

    [Fact]
    public void An_object_without_end_is_given_up_before_memory_is()
    {
        var logs = Logs(Lines(EndpointShape.Ocsf)[0] + "\n{\"a\":[" + new string('1', 9 << 20) + "]}\n");
        Assert.Equal((1, 1), (logs.Events.Processes.Count, logs.Faults));
    }

    private static EndpointEvents Read(EndpointShape shape) => Read(string.Join('\n', Lines(shape)));

    private static EndpointEvents Read(string text) => Logs(text).Events;

    private static EndpointLogs Logs(string text)
    {
        var logs = new EndpointLogs();
        logs.Read(new StringReader(text), "log.jsonl");
        return logs;
    }

    private static string[] Lines(EndpointShape shape) => [.. EndpointScenario.Office().Write(Sightings.Value, shape)];
}
