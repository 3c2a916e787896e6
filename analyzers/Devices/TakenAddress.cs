using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>An address that passed to other hardware.</summary>
/// <param name="Address">The address.</param>
/// <param name="Before">Who had it before.</param>
/// <param name="Mac">The hardware that has it now.</param>
/// <param name="At">Since when.</param>
internal readonly record struct TakenAddress(IpAddr Address, HostIdentity Before, MacAddress Mac, Timestamp At);
