namespace NetSensor.Analyzers.Correlation;

/// <summary>Which process of which host: its GUID where the endpoint tells one, else its number ("pid:4711"), which is used again sooner or later.</summary>
/// <param name="Host">Name of the host as <see cref="HostName.Short"/> writes it.</param>
/// <param name="Id">The process on that host.</param>
public readonly record struct ProcessKey(string Host, string Id);
