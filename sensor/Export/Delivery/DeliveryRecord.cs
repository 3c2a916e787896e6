using NetSensor.Wire;

namespace NetSensor.Export.Delivery;

/// <summary>One thing to tell a receiver: a finding, or a line of a log. What form it gets is decided when it is sent.</summary>
public sealed record DeliveryRecord
{
    /// <summary>What <see cref="Log"/> says of a finding.</summary>
    public const string Findings = "detections";

    /// <summary>The same whenever the same thing is sent again: receivers tell by it what they have already.</summary>
    public required string Id { get; init; }

    /// <summary>The log it would stand in, without its ending: "conn", "dns", or <see cref="Findings"/>.</summary>
    public required string Log { get; init; }

    /// <summary>OCSF's severity_id; 1 (informational) for what is no finding.</summary>
    public required int Severity { get; init; }

    /// <summary>When it happened, on the packet clock.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>When it was taken for delivery, wall clock.</summary>
    public required DateTimeOffset Taken { get; init; }

    /// <summary>One JSON object in UTF-8 without line end: an OCSF finding or device, or a line as Zeek's format has it.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Whether it is a finding: those are delivered first and kept longest.</summary>
    public bool IsFinding => Log == Findings;
}
