using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>An end of a SOCKS connection: an address, a name, or both.</summary>
/// <param name="Host">Address; null when there is only a name.</param>
/// <param name="Name">Name; null when there is only an address.</param>
/// <param name="Port">Port.</param>
public sealed record SocksAddress(IpAddr? Host, string? Name, int Port);
