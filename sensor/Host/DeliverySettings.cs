using NetSensor.Export.Delivery;

namespace NetSensor.Host;

/// <summary>To whom findings and more are delivered.</summary>
public sealed record DeliverySettings
{
    /// <summary>Folder of what is still to be delivered.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The receivers.</summary>
    public IReadOnlyList<ExporterOptions> Exporters { get; init; } = [];
}
