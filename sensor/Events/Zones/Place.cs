namespace NetSensor.Events;

/// <summary>Where an address is, as far as a database of cities knows.</summary>
/// <param name="City">Name of the city, in English where the database has it; null when nobody knows.</param>
/// <param name="Latitude">Degrees north; null when nobody knows.</param>
/// <param name="Longitude">Degrees east; null when nobody knows.</param>
public sealed record Place(string? City, double? Latitude, double? Longitude);
