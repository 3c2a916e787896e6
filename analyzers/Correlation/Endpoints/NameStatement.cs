using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Somebody said that a host had an address at a time.</summary>
/// <param name="Address">The address.</param>
/// <param name="Host">The host as <see cref="HostName.Short"/> writes it.</param>
/// <param name="Time">When it held.</param>
/// <param name="IsOwn">Whether the host itself said so, which weighs more than what the network tells of it.</param>
public readonly record struct NameStatement(IpAddr Address, string Host, Timestamp Time, bool IsOwn = false);
