namespace NetSensor.Enrichment.Indicators;

/// <summary>One comparison of a STIX pattern: a path of an observable and the value that it must have.</summary>
public readonly record struct StixComparison(string Path, string Value);
