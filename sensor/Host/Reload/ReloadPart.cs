using NetSensor.Host.Config;

namespace NetSensor.Host.Reload;

/// <summary>A part of the sensor that takes in a new configuration while it listens.</summary>
/// <param name="Name">What the operator is told was applied.</param>
/// <param name="Keys">The settings that it follows; all others wait for the next start.</param>
/// <param name="Apply">Takes over what they say, and returns what is to be told besides. Called from any thread, one call at a time.</param>
internal sealed record ReloadPart(string Name, IReadOnlyList<string> Keys, Func<SensorConfig, IReadOnlyList<string>> Apply);
