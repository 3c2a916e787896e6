using System.Globalization;
using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What hosts announce to the computer browser: name, version of the system, what they offer.</summary>
public sealed class BrowserFacts : HostFactSource<BrowserAnnouncementEvent>
{
    private const string Source = "browser";
    private const int DomainAnnouncement = 12;

    private static readonly (uint Bit, string Role)[] Roles =                  // [MS-RAP] §2.5.5.1
    [
        (0x4, "sql server"), (0x8, "domain controller"), (0x10, "backup domain controller"), (0x20, "time source"), (0x200, "print server"),
        (0x400, "dial-in server"), (0x40000, "master browser"), (0x80000, "domain master browser"), (0x2000000, "terminal server"),
    ];

    /// <inheritdoc/>
    protected override void Read(BrowserAnnouncementEvent happened, FactWriter facts)
    {
        var host = facts.For(Source, happened.Sender, happened.SenderMac);
        if (happened.Command == DomainAnnouncement)
        {
            host.Has(HostFactKind.Domain, happened.Name);
            host.Has(HostFactKind.Role, "master browser");
            return;
        }
        host.Has(HostFactKind.Name, happened.Name);
        host.Has(HostFactKind.OperatingSystem, System(happened));
        host.Has(HostFactKind.Attribute, happened.Comment is { } comment ? "comment=" + comment : null);
        foreach (var (bit, role) in Roles)
            if ((happened.ServerType & bit) != 0) host.Has(HostFactKind.Role, role);
    }

    private static string System(BrowserAnnouncementEvent said)
    {
        const uint unix = 0x800;                                              // SV_TYPE_SERVER_UNIX
        var family = (said.ServerType & unix) != 0 ? "Unix, as Windows" : "Windows";
        return string.Create(CultureInfo.InvariantCulture, $"{family} {said.MajorVersion}.{said.MinorVersion}");
    }
}
