namespace NetSensor.Analyzers.LongConnections;

/// <summary>An <see cref="HourlyUse"/> as it is kept over a restart: the newest hour since 1970, seconds open and connections begun by hour of the day.</summary>
public sealed record KeptHours(long Newest, IReadOnlyList<float> Open, IReadOnlyList<int> Begun);
