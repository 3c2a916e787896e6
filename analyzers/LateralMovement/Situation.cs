using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What is known around an edge when it is judged.</summary>
/// <param name="HostsBefore">Hosts that the path passed before it came to the source.</param>
/// <param name="ByDesktop">Whether the source itself was entered by a remote desktop moments ago.</param>
/// <param name="Source">What the source is on its network.</param>
/// <param name="Target">What the target is.</param>
/// <param name="Familiarity">How usual it is.</param>
internal readonly record struct Situation(int HostsBefore, bool ByDesktop, HostRole Source, HostRole Target, Familiarity Familiarity);
