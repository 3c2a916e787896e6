namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>What is concluded, and how sure that is, 0 to 100.</summary>
internal readonly record struct Conclusion(string? Value, int Confidence);
