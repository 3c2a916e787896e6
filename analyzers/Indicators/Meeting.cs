using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>A host met what an indicator names.</summary>
/// <param name="Host">The host.</param>
/// <param name="At">When.</param>
/// <param name="Contact">How.</param>
/// <param name="Sign">In words.</param>
/// <param name="Peer">The other side, when it has an address.</param>
/// <param name="Flow">The flow; null when it was remembered.</param>
internal readonly record struct Meeting(IpAddr Host, Timestamp At, Contact Contact, string Sign, IpAddr? Peer, FlowIdentity? Flow);
