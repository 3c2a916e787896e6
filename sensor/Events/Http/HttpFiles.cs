namespace NetSensor.Events;

/// <summary>The files that one HTTP message carried; lists are null when they would be empty, and need not be of equal length.</summary>
public readonly record struct HttpFiles(IReadOnlyList<string>? Ids, IReadOnlyList<string>? Names, IReadOnlyList<string>? MimeTypes);
