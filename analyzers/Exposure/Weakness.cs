namespace NetSensor.Analyzers.Exposure;

/// <summary>A line of <c>weaknesses.tsv</c>.</summary>
/// <param name="About">"service", "system", "tls" or "smb".</param>
/// <param name="Pattern">The service or port, the version, or how the system's name begins.</param>
/// <param name="Points">What it adds to a risk.</param>
/// <param name="Why">The fact.</param>
internal sealed record Weakness(string About, string Pattern, int Points, string Why);
