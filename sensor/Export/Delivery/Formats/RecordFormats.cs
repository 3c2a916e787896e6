namespace NetSensor.Export.Delivery.Formats;

/// <summary>The forms that records may have.</summary>
public static class RecordFormats
{
    /// <summary>Names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ocsf", "ecs", "cef", "zeek"];

    /// <summary>The form of this name.</summary>
    /// <param name="name">As configured; empty for the usual one.</param>
    /// <param name="usual">What the type of receiver is known for.</param>
    /// <param name="productVersion">Told in records that name who made them.</param>
    /// <exception cref="DeliveryException">There is none of this name.</exception>
    public static IRecordFormat Named(string name, string usual, string productVersion) => (name.Length == 0 ? usual : name) switch
    {
        "ocsf" => new OcsfFormat(productVersion),
        "ecs" => new EcsFormat(productVersion),
        "cef" => new CefFormat(productVersion),
        "zeek" => new PlainFormat(),
        _ => throw new DeliveryException($"format '{name}': no such form; there are {string.Join(", ", Names)}"),
    };
}
