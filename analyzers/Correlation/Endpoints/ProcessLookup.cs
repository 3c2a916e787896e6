using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A process asked for a name, as the endpoint tells: Sysmon event 22, OCSF DNS Activity 4003.</summary>
/// <param name="Process">Which process.</param>
/// <param name="Time">When, on the endpoint's clock.</param>
/// <param name="Host">The host as the endpoint writes it.</param>
/// <param name="Image">Path of the process's program.</param>
/// <param name="Query">The name, in small letters.</param>
/// <param name="Origin">Where it was read: file and line.</param>
public sealed record ProcessLookup(ProcessKey Process, Timestamp Time, string Host, string Image, string Query, string Origin);
