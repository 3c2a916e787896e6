using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>An <see cref="ArrivalCount"/> as it is kept over a restart.</summary>
internal sealed record KeptArrivals(Timestamp First, Timestamp Last, int Known, int WithDhcp, IReadOnlyList<Timestamp> Times);
