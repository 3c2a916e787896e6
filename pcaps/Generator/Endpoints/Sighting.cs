using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>What the network stack of an endpoint sees of itself: a TCP connection that opens, or a question to the name server.</summary>
/// <param name="Time">When, on the capture's clock.</param>
/// <param name="Source">Who.</param>
/// <param name="SourcePort">From which port.</param>
/// <param name="Destination">Whom.</param>
/// <param name="DestinationPort">At which port.</param>
/// <param name="Query">The name that is asked for; null for a connection.</param>
public sealed record Sighting(Timestamp Time, IpAddr Source, ushort SourcePort, IpAddr Destination, ushort DestinationPort, string? Query);
