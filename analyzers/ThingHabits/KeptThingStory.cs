using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>A <see cref="ThingStory"/> as it is kept over a restart; the largest hours in bytes. Without a telling nothing was told of it yet.</summary>
internal sealed record KeptThingStory(IpAddr Address, Timestamp First, Timestamp Last, KeptTelling? Telling = null)
{
    public required long VolumeHour { get; init; }
    public required long VolumeLargest { get; init; }
    public required KeptDeviation[] Deviations { get; init; }
    public required IpAddr[] Hosts { get; init; }
    public required KeptFlow[] Flows { get; init; }
}
