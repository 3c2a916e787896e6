using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>
/// Hosts that give IPv6 addresses and name servers without being routers. Windows asks for both on every network, also where nobody speaks IPv6, and prefers
/// what it gets: so a tool becomes everybody's name server, and the proxy of whoever asks it for wpad.
/// </summary>
internal sealed class AddressGivers(PoisoningOptions options, DetectorContext context)
{
    private const int Advertise = 2, Reply = 7; // RFC 8415 §7.3
    private const int MinimumRisk = 40;           // a server of leases beside the router is everyday

    private readonly KeptMap<IpAddr, Giver> _givers = new("giver ", options.Hosts, host => host.ToString(), IpAddr.Parse);

    /// <summary>What is known of a host that gives addresses.</summary>
    internal sealed class Giver
    {
        public AddressGiver Known { get; set; } = new();
    }

    /// <summary>What is kept over a restart.</summary>
    public IRemembered Part => _givers;

    /// <summary>Hosts that had to make room.</summary>
    public long Evictions => _givers.Evictions;

    /// <summary>Takes a message of a server; the case when it has become one.</summary>
    /// <param name="lease">The message.</param>
    /// <param name="isAlone">Whether no router of IPv6 is on its network.</param>
    public PoisoningCase? Note(Dhcp6MessageEvent lease, bool isAlone)
    {
        if (lease.MessageType is not (Advertise or Reply) || (lease.NameServers is not { Count: > 0 } && lease.Addresses is not { Count: > 0 })) return null;
        var role = context.Hosts.Find(lease.Sender)?.Role;
        if (role == HostRole.Infrastructure) return null;
        var giver = _givers.GetOrAdd(lease.Sender);
        giver.Known = giver.Known with
        {
            IsAlone = isAlone,
            NamesItself = giver.Known.NamesItself || lease.NameServers?.Contains(lease.Sender) == true,
            GivesLinkLocal = giver.Known.GivesLinkLocal || lease.Addresses?.Any(given => IsLinkLocal(given.Address)) == true,
            IsServer = role is HostRole.Server or HostRole.DomainController,
        };
        _givers.Changed(lease.Sender, lease.Time);
        return CaseOf(giver, lease.Sender, lease.Time, $"It tells name servers {string.Join(' ', lease.NameServers ?? [])} and gives {string.Join(' ', (lease.Addresses ?? []).Select(given => given.Address))}");
    }

    /// <summary>Takes an answer to wpad; the case when a giver gave it.</summary>
    public PoisoningCase? NoteProxyName(IpAddr server, string name, Timestamp now)
    {
        if (!_givers.TryGet(server, out var giver)) return null;
        giver.Known = giver.Known with { AnsweredProxyName = true };
        _givers.Changed(server, now);
        return CaseOf(giver, server, now, $"It gave IPv6 addresses and answered to {name}");
    }

    private static PoisoningCase? CaseOf(Giver giver, IpAddr server, Timestamp now, string reason)
    {
        var risk = PoisoningScore.OfGiver(giver.Known);
        return risk.Sum < MinimumRisk ? null
            : new PoisoningCase { Kind = PoisoningKind.Dhcp6, Story = server.ToString(), Source = server, Time = now, Risk = risk, Size = new Evidence("servers", 1, "servers"), Reason = reason };
    }

    private static bool IsLinkLocal(IpAddr address) => address.High >> 54 == 0x3FA; // fe80::/10
}
