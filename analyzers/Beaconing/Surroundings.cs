using NetSensor.Analyzers.Beaconing.Benign;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>What surrounds a rhythm: who else goes there, with what, and what is known of the place. Numbers of hosts are those seen so far.</summary>
internal readonly record struct Surroundings
{
    public required ChannelKind Kind { get; init; }
    public required Contact Contact { get; init; }

    /// <summary>What the host is on its network.</summary>
    public HostRole Role { get; init; }

    /// <summary>Whether the host did so from the first hour on in which it was seen.</summary>
    public bool IsHabit { get; init; }

    /// <summary>Whether the host was there already when we began to watch.</summary>
    public bool IsHostOlder { get; init; }

    /// <summary>Hosts that go there, and hosts in all.</summary>
    public required int Visitors { get; init; }
    public required int Hosts { get; init; }

    /// <summary>Whether the other side is not one of ours.</summary>
    public required bool LeavesNetwork { get; init; }

    /// <summary>Whether nobody went there in the first days that were watched.</summary>
    public bool IsNew { get; init; }

    /// <summary>Hosts with the same TLS client, and of them those that go to the same domain; 0 where there is none.</summary>
    public int SameClient { get; init; }
    public int SameClientThere { get; init; }

    /// <summary>Hosts that speak to its country and autonomous system; 0 where these are not known.</summary>
    public int HostsToCountry { get; init; }
    public int HostsToSystem { get; init; }

    /// <summary>Machines that the host asks on the same port.</summary>
    public int MachinesAsked { get; init; }

    /// <summary>What the server's TLS showed.</summary>
    public ServerTraits Server { get; init; }

    /// <summary>Whether the whole day saw check-ins, night included.</summary>
    public bool AroundTheClock { get; init; }

    /// <summary>The known service of that name, and what about the contact contradicts it.</summary>
    public PeriodicService? Service { get; init; }
    public string? Contradiction { get; init; }

    /// <summary>Share of the hosts that go there.</summary>
    public double Share => Hosts == 0 ? 0 : Math.Min(1, Visitors / (double)Hosts);
}
