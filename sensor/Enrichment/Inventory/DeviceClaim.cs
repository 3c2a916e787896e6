using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Something that was said of a device.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Value">The fact itself.</param>
/// <param name="Source">Who says it ("dhcp", "mdns", …).</param>
/// <param name="Via">The address of which it was said; unset when it was said of the hardware address.</param>
/// <param name="At">When it was said.</param>
internal readonly record struct DeviceClaim(HostFactKind Kind, string Value, string Source, IpAddr Via, Timestamp At)
{
    /// <summary>What it says of the device's kind, maker and system; null when that was not looked up.</summary>
    public IReadOnlyList<Trait>? Traits { get; init; }
}
