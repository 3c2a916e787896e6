namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>A trait that a device showed, and the rule that knows it.</summary>
internal readonly record struct Trait(ClassificationRule Rule, string Text);
