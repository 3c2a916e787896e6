namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What went out and came in on one day (counted since 1970, UTC).</summary>
internal readonly record struct DayVolume(int Day, long Out, long In);
