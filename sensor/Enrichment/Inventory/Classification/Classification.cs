namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>What a device is, as its traits tell.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Model">Which model it is.</param>
/// <param name="OperatingSystem">Its system.</param>
/// <param name="Reasons">The traits that convinced, a line each, the heaviest first.</param>
internal sealed record Classification(Conclusion Kind, Conclusion Vendor, Conclusion Model, Conclusion OperatingSystem, IReadOnlyList<string> Reasons)
{
    /// <summary>What is concluded of a device of which nothing was said.</summary>
    public static Classification Unknown { get; } = new(default, default, default, default, []);
}
