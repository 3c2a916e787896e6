using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What NetBIOS names say of their owner, by their suffixes ([MS-NBTE] §2.2.1 and Microsoft's list of suffixes).</summary>
public sealed class NetBiosFacts : HostFactSource<NetBiosNameEvent>
{
    private const string Source = "nbns";
    private const byte Workstation = 0x00, Messenger = 0x03, DomainMaster = 0x1B, DomainControllers = 0x1C, Browser = 0x1D, Election = 0x1E, Server = 0x20;

    /// <inheritdoc/>
    protected override void Read(NetBiosNameEvent happened, FactWriter facts)
    {
        if (happened.Operation == "release") return;
        var mac = happened.Owner == happened.Sender ? happened.SenderMac : default;
        var host = facts.For(Source, happened.Owner, mac);
        if (happened.UnitId.IsKnown) facts.For(Source, happened.Owner, happened.UnitId).IsBound();
        foreach (var name in happened.Names) Tell(host, name, happened.Names);
    }

    private static void Tell(HostFactSubject host, NetBiosEntry name, IReadOnlyList<NetBiosEntry> all)
    {
        switch (name.Suffix, name.IsGroup)
        {
            case (Workstation, false): host.Has(HostFactKind.Name, name.Name); break;
            case (Workstation or Election, true): host.Has(HostFactKind.Domain, name.Name); break;
            case (Messenger, false) when IsUser(name.Name, all): host.Has(HostFactKind.User, name.Name); break;
            case (Server, false): host.Has(HostFactKind.Role, "file server"); break;
            case (DomainMaster, false): host.Has(HostFactKind.Role, "domain master browser"); break;
            case (DomainControllers, true): host.Has(HostFactKind.Role, "domain controller"); break;
            case (Browser, false): host.Has(HostFactKind.Role, "master browser"); break;
        }
    }

    /// <summary>The messenger's names are those of the machine and of its user; a list of all names tells them apart.</summary>
    private static bool IsUser(string name, IReadOnlyList<NetBiosEntry> all)
    {
        foreach (var other in all)
            if (other.Suffix is Workstation or Server && other.Name == name) return false;
        return all.Count > 1;
    }
}
