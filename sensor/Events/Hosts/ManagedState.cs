using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>What the roster of managed machines says of a device.</summary>
/// <param name="IsManaged">Whether it is on the roster.</param>
/// <param name="MatchedBy">What it was recognised by ("mac", "name", "serial", "ip"); null when it was not.</param>
/// <param name="Owner">Whose the roster says that it is.</param>
/// <param name="Agent">The agent that manages it, as the roster says.</param>
/// <param name="AgentLastSeen">When its agent was last heard of, as the roster says; null when it does not say.</param>
public sealed record ManagedState(bool IsManaged, string? MatchedBy, string? Owner, string? Agent, Timestamp? AgentLastSeen)
{
    /// <summary>How long a device may be there unmanaged, or its agent silent, before that is a finding.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(24);
}
