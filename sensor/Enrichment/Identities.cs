using NetSensor.Enrichment.Dhcp;
using NetSensor.Enrichment.HostFacts;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>Who is who: the conclusions about hosts that a run draws from its events.</summary>
public sealed class Identities
{
    /// <summary>Everything that a run needs for it: who is at home, and who made the hardware with an address (null where nobody knows).</summary>
    public Identities(HomeNetworks home, Func<MacAddress, string?> maker, HostDirectory hosts) =>
        All = [Conversations, new HostFactDeriver(new FactWriter(Facts, home, maker), HostFactCatalog.CreateAll()), new InventoryDeriver(hosts)];

    /// <summary>DHCP by transaction.</summary>
    public DhcpConversations Conversations { get; } = new();

    /// <summary>What was learnt of hosts.</summary>
    public HostFactTable Facts { get; } = new(new HostFactOptions());

    /// <summary>All derivers, in the order in which they look at an event.</summary>
    public IReadOnlyList<IEventDeriver> All { get; }
}
