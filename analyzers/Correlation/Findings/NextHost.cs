using NetSensor.Events;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Where it went on from a finding's host: another finding whose source is this host and whose other side is one of ours, and what ran there then.</summary>
/// <param name="Finding">The finding that led there.</param>
/// <param name="Host">The host it led to, by name where it is known.</param>
/// <param name="Processes">What began there then from elsewhere; empty when its endpoint is silent.</param>
public sealed record NextHost(Detection Finding, string Host, IReadOnlyList<LinkedProcess> Processes);
