using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>An address was a device's from some time on.</summary>
internal sealed class Binding(KnownDevice device, BindingSource source, Timestamp from)
{
    /// <summary>Whose address it was.</summary>
    public KnownDevice Device { get; private set; } = device;

    /// <summary>Who says so.</summary>
    public BindingSource Source { get; set; } = source;

    /// <summary>Since when.</summary>
    public Timestamp From { get; } = from;

    /// <summary>When address and device were last seen together.</summary>
    public Timestamp Confirmed { get; set; } = from;

    /// <summary>When the lease ends; null without one.</summary>
    public Timestamp? LeaseEnd { get; set; }

    /// <summary>The identity as it was last told, and the version of the device that it tells.</summary>
    public (HostIdentity? Identity, int Version) Told { get; set; }

    /// <summary>It was another device's all the time.</summary>
    public void MoveTo(KnownDevice device)
    {
        Device = device;
        Told = default;
    }

    /// <summary>Whether it still held then.</summary>
    public bool HoldsAt(Timestamp at, TimeSpan holds) => at <= Confirmed + holds || at <= LeaseEnd;
}
