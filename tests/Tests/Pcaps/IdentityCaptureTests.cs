using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>Who is who in pcaps/dhcp.pcap and pcaps/neighbours.pcap, against what the programs that were recorded had been told to say.</summary>
public sealed class IdentityCaptureTests : IEventSink
{
    private readonly List<HostFactEvent> _facts = [];

    void IEventSink.Emit(SensorEvent happened)
    {
        if (happened is HostFactEvent fact) _facts.Add(fact);
    }

    private void Look(string capture) => Replay.Run([Path.Combine(Checkout.Folder, "pcaps", capture)], new ReplayOptions(), this);

    private void AssertFact(string source, HostFactKind kind, string value) =>
        Assert.Contains(_facts, fact => fact.Source == source && fact.Kind == kind && fact.Value == value);

    [Fact]
    public void Dhclient_and_dnsmasq_tell_name_class_wishes_address_and_lease()
    {
        Look("dhcp.pcap");
        AssertFact("dhcp", HostFactKind.Name, "desk-7.corp.test");
        AssertFact("dhcp", HostFactKind.Attribute, "vendor_class=MSFT 5.0");
        AssertFact("dhcp", HostFactKind.Address, "192.0.2.77");
        AssertFact("dhcp", HostFactKind.Role, "dhcp server");
        AssertFact("arp", HostFactKind.HardwareAddress, "00:00:5e:00:53:0a");
        AssertFact("ndp", HostFactKind.Role, "router");
        AssertFact("dhcpv6", HostFactKind.Name, "desk-7");
        AssertFact("dhcpv6", HostFactKind.Role, "dhcpv6 server");
        var lease = Assert.Single(_facts, fact => fact is { Source: "dhcp", Kind: HostFactKind.Address });
        Assert.Equal(TimeSpan.FromHours(1), lease.ValidTo - lease.ValidFrom);
    }

    [Fact]
    public void Every_program_of_the_link_is_heard()
    {
        Look("neighbours.pcap");
        AssertFact("lldp", HostFactKind.Name, "desk7");
        AssertFact("cdp", HostFactKind.Name, "desk7");
        AssertFact("mdns", HostFactKind.Name, "desk7.local");
        AssertFact("mdns", HostFactKind.Service, "_ipp._tcp");
        AssertFact("mdns", HostFactKind.Model, "HP LaserJet 5");
        AssertFact("nbns", HostFactKind.Name, "DESK7");
        AssertFact("nbns", HostFactKind.Domain, "CORP");
        AssertFact("browser", HostFactKind.Attribute, "comment=Anna's desk");
        AssertFact("ssdp", HostFactKind.DeviceKind, "MediaServer");
        AssertFact("ssdp", HostFactKind.Software, "Linux/6.1 UPnP/1.0 Shelf/1.3");
        AssertFact("wsd", HostFactKind.DeviceKind, "computer");
        AssertFact("llmnr", HostFactKind.Name, "desk7");
    }
}
