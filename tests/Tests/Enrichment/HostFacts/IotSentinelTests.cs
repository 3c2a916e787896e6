using System.Collections.Concurrent;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;
using Xunit.Abstractions;

namespace NetSensor.Tests.Enrichment.HostFacts;

/// <summary>Devices that are being set up (iot-sentinel): whatever tshark finds that a device says of itself is among its facts.</summary>
public sealed class IotSentinelTests(ITestOutputHelper output)
{
    private static readonly string[] Fields =
    [
        "eth.src", "arp.src.hw_mac", "arp.src.proto_ipv4", "dhcp.hw.mac_addr", "dhcp.type", "dhcp.option.hostname", "dhcp.option.vendor_class_id",
        "dhcp.option.request_list_item", "udp.srcport", "udp.dstport", "dns.flags.response", "dns.ptr.domain_name", "ssdp", "http.server", "icmp.type",
    ];

    [CorpusFact]
    public void Every_device_has_the_facts_that_it_told_as_tshark_reads_them()
    {
        var captures = Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "iot-sentinel"), "*.pcap", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(captures);
        if (TsharkFields.Read(captures[0], "eth.src") is null)
        {
            output.WriteLine("tshark is not installed: nothing to compare with");
            return;
        }
        var expected = new ConcurrentBag<string>();
        var missing = new ConcurrentBag<string>();
        Parallel.ForEach(captures, capture =>
        {
            var folder = Path.GetDirectoryName(capture)!;
            var mac = File.ReadAllText(Path.Combine(folder, "_iotdevice-mac.txt")).Trim().ToLowerInvariant();
            var facts = FactsOf(capture);
            foreach (var (source, kind, value) in Told(TsharkFields.Read(capture, Fields)!, mac).Distinct())
            {
                expected.Add($"{Path.GetFileName(folder),-20} {source} {kind}");
                if (!facts.Any(fact => fact.Source == source && fact.Kind == kind && fact.Value == value && IsOf(fact, mac)))
                    missing.Add($"{Path.GetFileName(folder)}/{Path.GetFileName(capture)}: {source} {kind} {value}");
            }
        });
        foreach (var group in expected.GroupBy(line => line).OrderBy(group => group.Key, StringComparer.Ordinal)) output.WriteLine($"{group.Key}: {group.Count()}");
        Assert.Empty(missing.Order(StringComparer.Ordinal));
        foreach (var source in (string[])[" arp ", " dhcp ", " mdns ", " ssdp "]) Assert.Contains(expected, line => line.Contains(source, StringComparison.Ordinal));
    }

    /// <summary>What the device with this hardware address told, as tshark's fields say.</summary>
    private static IEnumerable<(string Source, HostFactKind Kind, string Value)> Told(List<Dictionary<string, string[]>> frames, string mac)
    {
        foreach (var frame in frames.Where(frame => frame["icmp.type"].Length == 0)) // what an error quotes is not said again
        {
            string First(string field) => frame[field].FirstOrDefault() ?? string.Empty;
            var isFromDevice = First("eth.src") == mac;
            if (First("arp.src.hw_mac") == mac && First("arp.src.proto_ipv4") != "0.0.0.0") yield return ("arp", HostFactKind.Address, First("arp.src.proto_ipv4"));
            if (First("dhcp.hw.mac_addr") == mac && First("dhcp.type") == "1")
            {
                if (First("dhcp.option.hostname") is { Length: > 0 } name) yield return ("dhcp", HostFactKind.Name, name);
                if (First("dhcp.option.vendor_class_id") is { Length: > 0 } vendor) yield return ("dhcp", HostFactKind.Attribute, "vendor_class=" + vendor);
                if (frame["dhcp.option.request_list_item"] is { Length: > 0 } codes) yield return ("dhcp", HostFactKind.Fingerprint, string.Join(',', codes));
            }
            if (isFromDevice && First("udp.srcport") == "5353" && First("dns.flags.response") is "1" or "True")
            {
                foreach (var instance in frame["dns.ptr.domain_name"].Where(target => target.Contains("._tcp", StringComparison.Ordinal) && !target.StartsWith('_')))
                    yield return ("mdns", HostFactKind.Service, instance[instance.IndexOf("._", StringComparison.Ordinal)..].TrimStart('.').Replace(".local", "", StringComparison.Ordinal));
            }
            if (isFromDevice && frame["ssdp"].Length > 0 && First("http.server") is { Length: > 0 } server) yield return ("ssdp", HostFactKind.Software, server);
        }
    }

    private static bool IsOf(HostFactEvent fact, string mac) => fact.Mac.ToString() == mac;

    private static List<HostFactEvent> FactsOf(string capture)
    {
        var sink = new FactSink();
        Replay.Run([capture], new ReplayOptions(), sink);
        return sink.Facts;
    }

    private sealed class FactSink : IEventSink
    {
        public List<HostFactEvent> Facts { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (happened is HostFactEvent fact) Facts.Add(fact);
        }
    }
}
