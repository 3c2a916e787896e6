using NetSensor.Analyzers.Desk;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Flows;

namespace NetSensor.Host.Summary;

/// <summary>
/// Collects what a run lost, left out or gave up, by cause: nothing is lost silently. May be asked while the run goes on, from another thread.
/// </summary>
public sealed class Losses(IReadOnlyList<FlowTracker> trackers, EnrichmentStage enrichment, IReadOnlyList<IDetector> detectors, TrafficObserver traffic, FindingsObserver findings)
{
    /// <summary>Behind the detectors; null where there is none.</summary>
    public FindingDesk? Desk { get; init; }

    /// <summary>Packets that belong to no flow, or are not read further, by cause.</summary>
    public IReadOnlyList<LossCount> Unread =>
    [
        Of("arp", tracker => tracker.Counters.Arp),
        Of("not_ip", tracker => tracker.Counters.NotIp),
        Of("unknown_link", tracker => tracker.Counters.UnknownLink),
        Of("truncated_network", tracker => tracker.Counters.TruncatedNetwork),
        Of("truncated_transport", tracker => tracker.Counters.TruncatedTransport),
        Of("malformed", tracker => tracker.Counters.Malformed),
        Of("tunnels_too_deep", tracker => tracker.Counters.TunnelsTooDeep),
        Of("fragments_cut", tracker => tracker.Fragments.Cut),
        Of("fragments_malformed", tracker => tracker.Fragments.Malformed),
    ];

    /// <summary>What the capture did not hold, and what a limit kept out, by cause.</summary>
    public IReadOnlyList<LossCount> Limits =>
    [
        Of("flow_evictions", tracker => tracker.Counters.Evictions),
        Of("payload_shed_flows", tracker => tracker.Counters.ShedFlows),
        Of("history_letters", tracker => tracker.Counters.HistoryOverflows),
        Of("rhythms_unheard", tracker => tracker.Counters.UnheardRhythms),
        Of("weirds_suppressed", tracker => tracker.Counters.SuppressedWeirds),
        Of("link_announcements_suppressed", tracker => tracker.SuppressedFrames),
        Of("tcp_stacks_unknown", tracker => tracker.UnknownStacks),
        Of("tcp_cut_segments", tracker => tracker.Counters.CutSegments),
        Of("tcp_gaps", tracker => tracker.Counters.Gaps),
        Of("tcp_gap_bytes", tracker => tracker.Counters.GapBytes),
        Of("tcp_out_of_order_per_flow", tracker => tracker.Counters.OutOfOrderLimitHits),
        Of("tcp_out_of_order_total", tracker => tracker.Counters.OutOfOrderTotalHits),
        Of("tcp_inconsistent_overlaps", tracker => tracker.Counters.InconsistentOverlaps),
        Of("fragments_timed_out", tracker => tracker.Fragments.TimedOut),
        Of("fragments_evicted", tracker => tracker.Fragments.Evicted),
        Of("payload_buffer_per_flow", tracker => tracker.Payloads.Counters.BufferLimitHits),
        Of("payload_buffer_total", tracker => tracker.Payloads.Counters.BufferTotalHits),
        Of("payload_probe", tracker => tracker.Payloads.Counters.ProbeLimitHits),
        Of("payload_upgrades", tracker => tracker.Payloads.Counters.UpgradeLimitHits),
        Of("payload_violations", tracker => tracker.Payloads.Counters.Violations),
        Of("expected_flows", tracker => tracker.Counters.ExpectedFlowsRefused),
        new("dns_name_evictions", enrichment.Names.Counters.Evictions),
        new("dns_addresses_skipped", enrichment.Names.Counters.Skipped),
        new("hardware_address_evictions", enrichment.Clients.Evictions),
        new("address_database_faults", enrichment.Geography.Faults),
        new("dhcp_conversation_evictions", enrichment.Identities.Conversations.Evictions),
        new("host_fact_evictions", enrichment.Identities.Facts.Counters.Evictions),
        new("host_directory_evictions", enrichment.Hosts.Evictions),
        new("host_facts_suppressed", enrichment.Identities.Facts.Counters.Suppressed),
        new("summary_hosts_uncounted", traffic.UncountedHosts),
        new("summary_findings_unlisted", findings.Unlisted),
        new("finding_desk_evictions", Desk?.Evictions ?? 0),
        .. detectors.Select(detector => new LossCount($"{detector.Info.Name}_evictions", detector.Evictions)),
    ];

    /// <summary>Tellings of findings that the desk kept back, by cause.</summary>
    public IReadOnlyList<LossCount> Suppressed => Desk?.Counters is not { } counters ? [] :
    [
        new("repeats", counters.Repeats),
        new("exceptions", counters.Excepted),
        new("detector_limit", counters.DetectorLimit),
        new("host_limit", counters.HostLimit),
    ];

    /// <summary>Packets with a wrong checksum, by protocol; they were read all the same.</summary>
    public IReadOnlyList<LossCount> BadChecksums =>
    [
        Of("ip", tracker => tracker.Counters.BadIpChecksums),
        Of("tcp", tracker => tracker.Counters.BadTcpChecksums),
        Of("udp", tracker => tracker.Counters.BadUdpChecksums),
        Of("icmp", tracker => tracker.Counters.BadIcmpChecksums),
    ];

    /// <summary>Packets that equal the one before them in their flow and direction.</summary>
    public long Duplicates => Of("duplicates", tracker => tracker.Counters.Duplicates).Count;

    private LossCount Of(string cause, Func<FlowTracker, long> count)
    {
        long sum = 0;
        for (var i = 0; i < trackers.Count; i++) sum += count(trackers[i]);
        return new LossCount(cause, sum);
    }
}
