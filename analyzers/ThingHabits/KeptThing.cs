using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>A thing as it is kept over a restart, under the id of its device; without a story it does nothing against its habits.</summary>
internal sealed record KeptThing(Timestamp Since, DecayedCount Awake, long LargestHour, IpAddr[] Addresses, Habit[] Habits, KeptThingStory? Story = null);
