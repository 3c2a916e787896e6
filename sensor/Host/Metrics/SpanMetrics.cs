using System.Diagnostics.Metrics;
using System.Globalization;
using NetSensor.Export.Metrics;
using NetSensor.Flows;
using NetSensor.Pipeline;

namespace NetSensor.Host.Metrics;

/// <summary>Whether the mirror port is laid as it should: halves, copies, cut frames, ways back, VLANs.</summary>
internal static class SpanMetrics
{
    private const int MostVlans = 64; // series of their own, the busiest; the rest is told together

    /// <summary>Names what the mirror port shows.</summary>
    public static void Publish(SensorMetrics metrics, IReadOnlyList<LiveShard> shards, SpanHealth health)
    {
        metrics.Counter("netsensor_span_tcp_flows_total", "Answered TCP flows that ended, by the sides that were seen", () =>
        [
            Labels.With(health.Both, "seen", "both"), Labels.With(health.OriginatorOnly, "seen", "originator"), Labels.With(health.ResponderOnly, "seen", "responder"),
        ]);
        metrics.Counter("netsensor_span_return_paths_total", "Flows that were answered, by the way of the answer: same, other_address (asymmetric routing, or gateways that share an address), other_vlan", () =>
        [
            Labels.With(shards.Sum(shard => shard.Tracker.Counters.ReturnsSamePath), "path", "same"),
            Labels.With(shards.Sum(shard => shard.Tracker.Counters.ReturnsOtherAddress), "path", "other_address"),
            Labels.With(shards.Sum(shard => shard.Tracker.Counters.ReturnsOtherVlan), "path", "other_vlan"),
        ]);
        metrics.Counter("netsensor_duplicate_packets_total", "Packets that equal the one before them in their flow", () => shards.Sum(shard => shard.Tracker.Counters.Duplicates));
        metrics.Counter("netsensor_truncated_packets_total", "Packets that were cut, by whom: capture (the snap length), network (frames too short for their own headers)", () =>
        [
            Labels.With(shards.Sum(shard => shard.Source.Counters.CutPackets), "by", "capture"),
            Labels.With(shards.Sum(shard => shard.Tracker.Counters.TruncatedNetwork + shard.Tracker.Counters.TruncatedTransport), "by", "network"),
        ]);
        metrics.Gauge("netsensor_span_vlans", "VLANs that were seen", () => Vlans(shards).Count(vlan => vlan.Id != FlowCounters.Untagged));
        metrics.Counter("netsensor_span_vlan_flows_total", $"Flows that began, by VLAN; the first {MostVlans} by number, then 'other'", () => PerVlan(shards));
    }

    private static IEnumerable<Measurement<long>> PerVlan(IReadOnlyList<LiveShard> shards)
    {
        var seen = Vlans(shards);
        foreach (var (id, flows) in seen.Take(MostVlans))
            yield return Labels.With(flows, "vlan", id == FlowCounters.Untagged ? "untagged" : id.ToString(CultureInfo.InvariantCulture));
        if (seen.Count > MostVlans) yield return Labels.With(seen.Skip(MostVlans).Sum(vlan => vlan.Flows), "vlan", "other");
    }

    /// <summary>VLANs with flows; those without a tag first, then by number.</summary>
    private static List<(int Id, long Flows)> Vlans(IReadOnlyList<LiveShard> shards)
    {
        var seen = new List<(int Id, long Flows)>();
        foreach (var place in Enumerable.Range(0, FlowCounters.Untagged).Prepend(FlowCounters.Untagged))
            if (shards.Sum(shard => shard.Tracker.Counters.VlanFlows[place]) is var flows and > 0) seen.Add((place, flows));
        return seen;
    }
}
