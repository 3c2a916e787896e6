using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>A <see cref="WatchedDevice"/> as it is kept over a restart.</summary>
internal sealed record KeptWatch(Timestamp ChangedFrom, Timestamp Last, bool IsManagementTold, IReadOnlyDictionary<DeviceChange, IReadOnlyList<string>> Changes)
{
    public KeptTelling? Told { get; init; }
    public KeptTelling? NameTaken { get; init; }
}
