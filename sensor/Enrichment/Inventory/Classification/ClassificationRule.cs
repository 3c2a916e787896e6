using System.Globalization;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>A line of <c>rules.tsv</c>: what a trait says of a device.</summary>
/// <param name="Signal">Where the trait shows: "oui", "hostname", "dns_sd", …</param>
/// <param name="Pattern">What it looks like: * stands for any letters, ? for one.</param>
/// <param name="Kind">What it is then; null when the trait does not say.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Model">Which model it is; "$" for the text that matched.</param>
/// <param name="OperatingSystem">Its system.</param>
/// <param name="Weight">How sure the trait alone makes, 0 to 1.</param>
internal sealed record ClassificationRule(
    string Signal, string Pattern, string? Kind, string? Vendor, string? Model, string? OperatingSystem, double Weight)
{
    /// <summary>All that it says, in words: "printer, Example (0.8)".</summary>
    public string Says { get; } = string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", ((string?[])[Kind, Vendor, OperatingSystem]).OfType<string>())} ({Weight:0.##})");
}
