using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A process has a connection, as the endpoint tells: Sysmon event 3, OCSF Network Activity 4001.</summary>
public sealed record ProcessConnection
{
    /// <summary>Which process.</summary>
    public required ProcessKey Process { get; init; }
    /// <summary>When, on the endpoint's clock.</summary>
    public required Timestamp Time { get; init; }
    /// <summary>The host as the endpoint writes it.</summary>
    public required string Host { get; init; }
    /// <summary>Path of the process's program.</summary>
    public required string Image { get; init; }
    /// <summary>In whose name.</summary>
    public string? User { get; init; }
    /// <summary>Who talks to whom; the source opened it.</summary>
    public required FiveTuple Tuple { get; init; }
    /// <summary>Whether this host opened it; else it is the other side's visit.</summary>
    public bool IsInitiated { get; init; } = true;
    /// <summary>Name of the other side, when the endpoint tells one.</summary>
    public string? DestinationName { get; init; }
    /// <summary>The community id, when the endpoint tells one.</summary>
    public string? CommunityId { get; init; }

    /// <summary>The address of the host itself.</summary>
    public IpAddr Own => IsInitiated ? Tuple.Source : Tuple.Destination;
}
