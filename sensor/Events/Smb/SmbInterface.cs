using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A network interface of an SMB server.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Address">An address of it.</param>
/// <param name="BitsPerSecond">Its speed.</param>
/// <param name="HasRss">Whether it shares its receiving among processors, so that several connections pay.</param>
/// <param name="HasRdma">Whether it can do remote direct memory access, which nobody sees on the wire.</param>
public readonly record struct SmbInterface(uint Index, IpAddr Address, ulong BitsPerSecond, bool HasRss, bool HasRdma);
