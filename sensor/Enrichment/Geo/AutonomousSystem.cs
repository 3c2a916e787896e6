namespace NetSensor.Enrichment.Geo;

/// <summary>Who announces an address to the Internet.</summary>
/// <param name="Number">The AS number.</param>
/// <param name="Organisation">Its holder; null when the database does not say.</param>
public sealed record AutonomousSystem(uint Number, string? Organisation);
