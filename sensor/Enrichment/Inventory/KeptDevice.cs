using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>A device as it is kept over a restart: what was said and seen of it, from which the rest follows. Times in nanoseconds since 1970.</summary>
internal sealed record KeptDevice(long FirstSeen, long LastSeen, bool Forwards, bool IsWaiting, KeptDevice.Telling? Told)
{
    /// <summary>The addresses that it has or had, the newest last.</summary>
    public required IReadOnlyList<Address> Addresses { get; init; }

    /// <summary>What was said of it, the oldest first.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Who began to work at it.</summary>
    public required IReadOnlyList<User> Users { get; init; }

    /// <summary>The ports at which it answered.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>What of it was told last: only what differs from this is a change.</summary>
    internal sealed record Telling(string? Name, string? Kind, int KindConfidence, string? Vendor, string? OperatingSystem, string? DhcpFingerprint)
    {
        /// <summary>The services that were told.</summary>
        public required IReadOnlyList<string> Services { get; init; }

        /// <summary>What the roster said; null without one.</summary>
        public ManagedState? Managed { get; init; }
    }

    /// <summary>An address, and when it was the device's.</summary>
    internal readonly record struct Address(string Text, long FirstSeen, long LastSeen, IReadOnlyList<Held> Held);

    /// <summary>A span in which an address was the device's, and who said so.</summary>
    internal readonly record struct Held(BindingSource Source, long From, long Confirmed, long? LeaseEnd);

    /// <summary>Something that was said of it; null for the address when it was said of the hardware address.</summary>
    internal readonly record struct Claim(HostFactKind Kind, string Value, string Source, string? Via, long At);

    /// <summary>Somebody who worked at it.</summary>
    internal readonly record struct User(long From, string Name, bool IsOfDomain, string Via);

    /// <summary>A port at which it answered, and who came.</summary>
    internal readonly record struct Service(string At, Transport Transport, ushort Port, string? Name, IReadOnlyList<string> Peers);
}
