using System.Globalization;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using YamlDotNet.RepresentationModel;

namespace NetSensor.Tests.Corpora;

/// <summary>
/// The flows that flowtest's validation files expect of their captures, packets and bytes exact in both directions, with the names and
/// fingerprints that both sides know.
/// </summary>
public sealed class FlowtestTests
{
    private static readonly string[] DefaultKey = ["src_ip", "dst_ip", "protocol", "src_port", "dst_port"];

    [CorpusFact]
    public void All_flows_are_exact()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "flowtest", "testing", "validation"), "*.yml").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        var differences = new List<string>();
        var compared = 0;
        foreach (var file in files)
        {
            var test = Load(file);
            if (Corpus.Path($"flowtest/pcap/{test.Children["pcap"]}") is not { } capture) continue;
            compared++;
            differences.AddRange(Differences(test, capture)
                .Where(difference => !Explained.Any(known => known.File == Path.GetFileName(file) && difference.Contains(known.Field, StringComparison.Ordinal)))
                .Select(difference => $"{Path.GetFileName(file)}: {difference}"));
        }
        Assert.NotEqual(0, compared);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [CorpusFact]
    public void A_flow_that_is_steered_one_way_only_is_one_flow_with_any_number_of_workers()
    {
        foreach (var name in (string[])["ipv6-routing-header-dst-mac", "ipv6-routing-header-vlan"])
        {
            if (Corpus.Path($"flowtest/tools/ft-orchestration/tests/dev/generator/ref/{name}.pcap") is not { } capture) continue;
            foreach (var workers in (int[])[1, 3])
            {
                var seen = new Observed();
                Replay.Run([capture], new ReplayOptions { Workers = workers }, seen);
                var flow = Assert.Single(seen.Flows, flow => flow.Facts["protocol"] == "6");
                Assert.Equal(("6", "4"), (flow.Facts["packets"], flow.Facts["packets@rev"]));
            }
        }
    }

    private static IEnumerable<string> Differences(YamlMappingNode test, string capture)
    {
        var seen = new Observed();
        Replay.Run([capture], new ReplayOptions(), seen);
        var key = test.Children.TryGetValue("key", out var fields) ? [.. ((YamlSequenceNode)fields).Select(field => field.ToString())] : DefaultKey;
        var expected = ((YamlSequenceNode)test.Children["flows"]).Cast<YamlMappingNode>().Select(Facts).ToList();
        foreach (var group in expected.GroupBy(flow => Key(flow, key)))
        {
            var ours = seen.Flows.Where(flow => Key(flow.Facts, key) == group.Key).ToList();
            if (ours.Count == 0)
            {
                yield return $"no flow {group.Key}";
                continue;
            }
            foreach (var count in (string[])["packets", "packets@rev", "bytes", "bytes@rev"])
            {
                var theirs = group.Sum(flow => Number(flow.GetValueOrDefault(count))); // one flow to us may be several to an exporter
                var mine = ours.Sum(flow => Number(flow.Facts[count]));
                if (theirs != mine) yield return $"{group.Key}: {count}: expected {theirs}, ours {mine}";
            }
            foreach (var (name, value) in group.SelectMany(flow => flow))
                if (Told.TryGetValue(name, out var tell) && !ours.Any(flow => seen.Events(flow.Flow).SelectMany(tell).Contains(Plain(name, value), StringComparer.OrdinalIgnoreCase)))
                    yield return $"{group.Key}: {name} {value} is not told";
        }
    }

    /// <summary>What else an expected flow says, and how our events tell it.</summary>
    private static readonly Dictionary<string, Func<SensorEvent, IEnumerable<string?>>> Told = new()
    {
        ["src_mac"] = happened => [happened.Flow?.OriginatorMac.ToString()],
        ["dst_mac"] = happened => [happened.Flow?.ResponderMac.ToString()],
        ["vlan_id"] = happened => [$"{happened.Flow?.Vlan}"],
        ["vlan_id_inner"] = happened => [$"{happened.Flow?.InnerVlan}"],
        ["icmp_type"] = happened => [$"{happened.Flow?.OriginatorPort}"],
        ["dns_id"] = happened => happened is DnsTransactionEvent dns ? [$"{dns.TransactionId}"] : [],
        ["dns_req_query_name"] = happened => happened is DnsTransactionEvent dns ? [dns.Query] : [],
        ["dns_req_query_type"] = happened => happened is DnsTransactionEvent dns ? [$"{dns.QueryType}"] : [],
        ["dns_resp_rcode"] = happened => happened is DnsTransactionEvent dns ? [$"{dns.ResponseCode}"] : [],
        ["http_host"] = happened => happened is HttpTransactionEvent http ? [http.Host] : [],
        ["http_url"] = happened => happened is HttpTransactionEvent http ? [http.Uri] : [],
        ["http_method"] = happened => happened is HttpTransactionEvent http ? [http.Method] : [],
        ["http_status_code"] = happened => happened is HttpTransactionEvent http ? [$"{http.StatusCode}"] : [],
        ["http_agent"] = happened => happened is HttpTransactionEvent http ? [http.UserAgent] : [],
        ["http_referer"] = happened => happened is HttpTransactionEvent http ? [http.Referrer] : [],
        ["tls_sni"] = happened => happened is TlsSessionEvent tls ? [tls.ServerName] : [],
        ["tls_ja3"] = happened => happened is TlsSessionEvent tls ? [tls.Ja3] : [],
        ["tls_alpn"] = happened => happened is TlsSessionEvent tls ? [tls.NextProtocol, tls.OfferedProtocol] : [],
    };

    /// <summary>The value as our events tell it: JA3 without "0x", paths unescaped as in Zeek's http.log.</summary>
    private static string Plain(string name, string value) => name switch
    {
        "tls_ja3" => value[2..],
        "http_url" => Uri.UnescapeDataString(value),
        _ => value,
    };

    /// <summary>Where both are right: file, field, and why.</summary>
    private static readonly (string File, string Field, string Why)[] Explained =
    [
        ("ipv4_fragmented.yml", "@rev", "fragments are put together first, and Zeek's conn.log, which ours follows, counts the datagram as one packet"),
        ("ipv6_fragmented.yml", "@rev", "as above"),
        ("dns_zone_change.yml", "dns_", "a NOTIFY (opcode 4) is no query; Zeek tells no row of it either"),
        ("tls_ssl20.yml", "tls_ja3", "JA3 is defined for TLS hellos; this one is of SSL 2"),
    ];

    /// <summary>The fields of an expected flow; those told of one direction are told like the others.</summary>
    private static Dictionary<string, string> Facts(YamlMappingNode flow)
    {
        var facts = new Dictionary<string, string>();
        foreach (var (name, value) in flow.Children)
            if (value is YamlMappingNode direction)
                foreach (var (inner, told) in direction.Children) Add(facts, inner, told);
            else Add(facts, name, value);
        return facts;
    }

    private static void Add(Dictionary<string, string> facts, YamlNode name, YamlNode value)
    {
        if (value is YamlScalarNode { Value: { } text }) facts[name.ToString()] = text;
    }

    private static string Key(Dictionary<string, string> facts, string[] fields) =>
        string.Join(' ', fields.Select(field => IpAddr.TryParse(facts.GetValueOrDefault(field, ""), out var address) && field.EndsWith("_ip", StringComparison.Ordinal) ? address.ToString() : facts.GetValueOrDefault(field, "")));

    private static long Number(string? text) => text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    private static YamlMappingNode Load(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>The flows of a capture, and what was told of each.</summary>
    private sealed class Observed : IEventSink
    {
        private readonly Dictionary<FlowIdentity, List<SensorEvent>> _events = [];

        public List<(FlowIdentity Flow, Dictionary<string, string> Facts)> Flows { get; } = [];

        public IEnumerable<SensorEvent> Events(FlowIdentity flow) => _events[flow];

        public void Emit(SensorEvent happened)
        {
            if (happened.Flow is not { } flow) return;
            if (!_events.TryGetValue(flow, out var events)) _events[flow] = events = [];
            events.Add(happened);
            if (happened is not FlowEvent ended) return;
            Flows.Add((flow, new Dictionary<string, string>
            {
                ["src_ip"] = flow.Originator.ToString(), ["dst_ip"] = flow.Responder.ToString(), ["protocol"] = $"{(int)flow.Protocol}",
                ["src_port"] = $"{flow.OriginatorPort}", ["dst_port"] = $"{flow.ResponderPort}",
                ["packets"] = $"{ended.OriginatorPackets}", ["packets@rev"] = $"{ended.ResponderPackets}",
                ["bytes"] = $"{ended.OriginatorIpBytes}", ["bytes@rev"] = $"{ended.ResponderIpBytes}",
            }));
        }
    }
}
