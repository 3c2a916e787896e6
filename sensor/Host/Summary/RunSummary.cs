using NetSensor.Analyzers.Exceptions;
using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Summary;

/// <summary>What a run did, found and lost; the content of summary.json and of the closing report.</summary>
public sealed record RunSummary
{
    /// <summary>The captures as they were named.</summary>
    public required IReadOnlyList<string> Captures { get; init; }
    /// <summary>Whether the run was stopped before the capture's end.</summary>
    public bool Interrupted { get; init; }
    /// <summary>Time of the earliest packet; null when there was none.</summary>
    public Timestamp? FirstPacket { get; init; }
    /// <summary>Time of the latest packet; null when there was none.</summary>
    public Timestamp? LastPacket { get; init; }
    /// <summary>What was read and lost while reading.</summary>
    public required CaptureCounters Capture { get; init; }
    /// <summary>Flows that began.</summary>
    public long Flows { get; init; }
    /// <summary>Flows that a full table pushed out.</summary>
    public long FlowEvictions { get; init; }
    /// <summary>Packets that belong to no flow, or are not read further, by cause.</summary>
    public IReadOnlyList<LossCount> Unread { get; init; } = [];
    /// <summary>What the capture did not hold, and what a limit kept out, by cause.</summary>
    public IReadOnlyList<LossCount> Limits { get; init; } = [];
    /// <summary>Packets with a wrong checksum, by protocol; they were read all the same.</summary>
    public IReadOnlyList<LossCount> BadChecksums { get; init; } = [];
    /// <summary>Packets that a mirror port showed twice.</summary>
    public long Duplicates { get; init; }
    /// <summary>What the keeping of state did and lost; empty when nothing is kept.</summary>
    public IReadOnlyList<LossCount> State { get; init; } = [];
    /// <summary>What the keeping of evidence did and lost; empty when none is kept.</summary>
    public IReadOnlyList<LossCount> Evidence { get; init; } = [];
    /// <summary>Why what was learnt last is not saved; null when it is, or nothing is kept.</summary>
    public string? StateFailure { get; init; }
    /// <summary>Where captures ended otherwise than they should.</summary>
    public IReadOnlyList<CaptureFault> Faults { get; init; } = [];
    /// <summary>Flows and bytes per protocol.</summary>
    public required TrafficObserver Traffic { get; init; }
    /// <summary>Findings, worst first.</summary>
    public IReadOnlyList<Detection> Findings { get; init; } = [];
    /// <summary>Tellings of findings that were kept back, by cause.</summary>
    public IReadOnlyList<LossCount> Suppressed { get; init; } = [];
    /// <summary>What each exception did.</summary>
    public IReadOnlyList<ExceptionTally> Exceptions { get; init; } = [];
    /// <summary>The devices that were seen, the longest known first.</summary>
    public IReadOnlyList<Device> Devices { get; init; } = [];
    /// <summary>Lines per log.</summary>
    public IReadOnlyDictionary<string, long> Logs { get; init; } = new Dictionary<string, long>();
    /// <summary>Where the logs are; null when none were written to a folder.</summary>
    public string? Folder { get; init; }
    /// <summary>Shards that shared the work.</summary>
    public int Workers { get; init; }
    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Packets per second of the run.</summary>
    public double PacketsPerSecond => Elapsed > TimeSpan.Zero ? Capture.Packets / Elapsed.TotalSeconds : 0;
}
