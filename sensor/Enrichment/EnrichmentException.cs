namespace NetSensor.Enrichment;

/// <summary>A source of facts cannot be used; the message names the file, the fault and the mend.</summary>
public sealed class EnrichmentException(string message) : Exception(message);
