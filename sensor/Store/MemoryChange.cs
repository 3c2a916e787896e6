using NetSensor.Wire;

namespace NetSensor.Store;

/// <summary>What became of an entry; the value is null when it is to be forgotten.</summary>
internal readonly record struct MemoryChange(int Version, byte[]? Value, Timestamp LastUsed);
