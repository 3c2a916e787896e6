using System.Text.RegularExpressions;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Mqtt;

/// <summary>What Suricata's own tests expect of MQTT and SNMP captures is told here too: who connects, as whom, with which version, to which topics.</summary>
public sealed partial class SuricataAgreementTests
{
    private const string Folder = "suricata-verify/tests";

    [GeneratedRegex(@"mqtt\.(connect\.client_id|connect\.username|connect\.protocol_string|publish\.topic|publish\.message): ""?([^""\s]*)""?\s*$", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"mqtt\.(?:un)?subscribe\.topics: \[(.*)\]")]
    private static partial Regex Topics();

    private static IEnumerable<string> Captures(string start) => Directory.EnumerateDirectories(Path.Combine(Corpus.Folder!, Folder), start + "*")
        .Where(test => File.Exists(Path.Combine(test, "input.pcap"))).Order(StringComparer.Ordinal);

    private static List<SensorEvent> Events(string capture)
    {
        var heard = new Collected();
        Replay.Run([capture], new ReplayOptions(), heard);
        return heard.Events;
    }

    [CorpusFact]
    public void Mqtt_tells_what_suricata_expects()
    {
        var compared = 0;
        foreach (var test in Captures("mqtt"))
        {
            var events = Events(Path.Combine(test, "input.pcap"));
            var expected = File.ReadAllText(Path.Combine(test, "test.yaml"));
            foreach (Match match in Expectation().Matches(expected))
            {
                Assert.Contains(match.Groups[2].Value, Values(events, match.Groups[1].Value));
                compared++;
            }
            foreach (Match match in Topics().Matches(expected))
                foreach (Match topic in Topic().Matches(match.Groups[1].Value))
                {
                    Assert.Contains(topic.Value, events.OfType<MqttSubscribeEvent>().SelectMany(subscribed => subscribed.Topics));
                    compared++;
                }
        }
        Assert.InRange(compared, 40, int.MaxValue);
    }

    [GeneratedRegex("topic[A-Z]")]
    private static partial Regex Topic();

    [CorpusFact]
    public void Snmp_3_tells_who_asks_and_what_is_hidden()
    {
        var path = Corpus.Path($"{Folder}/snmp-v3-encrypted/SNMPv3.pcap");
        if (path is null) return;
        var sessions = Events(path).OfType<SnmpSessionEvent>().ToList();
        Assert.All(sessions, session => Assert.Equal("3", session.Version));
        Assert.Equal(4, sessions.Sum(session => session.Encrypted));     // as many as Suricata's test counts
    }

    private static IEnumerable<string?> Values(List<SensorEvent> events, string field) => field switch
    {
        "connect.client_id" => events.OfType<MqttConnectEvent>().Select(connected => connected.ClientId),
        "connect.username" => events.OfType<MqttConnectEvent>().Select(connected => connected.User),
        "connect.protocol_string" => events.OfType<MqttConnectEvent>().Select(connected => connected.ProtocolName),
        "publish.topic" => events.OfType<MqttPublishEvent>().Select(published => published.Topic),
        _ => events.OfType<MqttPublishEvent>().Select(published => published.Payload),
    };

    private sealed class Collected : IEventSink
    {
        public List<SensorEvent> Events { get; } = [];
        public void Emit(SensorEvent happened) => Events.Add(happened);
    }
}
