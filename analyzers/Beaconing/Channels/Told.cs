using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>What was told of a channel so far.</summary>
/// <param name="Times">How often.</param>
/// <param name="Severity">The severity told last.</param>
/// <param name="CheckIns">Check-ins that there were then.</param>
public readonly record struct Told(int Times, Severity Severity, int CheckIns);
