namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What a host usually sends, and where it went, as it is kept over a restart; volumes in bytes, hours counted since 1970.</summary>
internal sealed record KeptUploads(double[] Hours, double[] Days, long Hour, long HourOut, long DayOut, uint[] Destinations);
