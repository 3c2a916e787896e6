using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dhcp6;
using NetSensor.Protocols.Dns;
using NetSensor.Protocols.NetBios;
using NetSensor.Protocols.Ssdp;
using NetSensor.Protocols.WsDiscovery;
using NetSensor.Tests.Protocols.Dhcp;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Local.LocalMessages;

namespace NetSensor.Tests.Protocols.Local;

/// <summary>Multicast DNS, NetBIOS, browser, SSDP, WS-Discovery, DHCPv6: what hosts of a link say of themselves.</summary>
public sealed class LocalAnnouncementTests
{
    private static RecordingFlow Flow(ushort port, string from = "192.0.2.7", string to = "224.0.0.251") => DhcpMessages.Flow(from, port, to, port);

    private static TEvent Read<TEvent>(IProtocolParser parser, byte[] message, RecordingFlow flow) where TEvent : SensorEvent
    {
        parser.Parse(message, Direction.FromOriginator, flow);
        parser.OnClose(flow);
        return Assert.Single(flow.Events.OfType<TEvent>());
    }

    [Fact]
    public void Multicast_DNS_tells_service_port_texts_and_address()
    {
        var told = Read<ServiceAnnouncementEvent>(new DnsParser(), Announcement, Flow(5353));
        Assert.Equal("192.0.2.7", told.Sender.ToString());
        Assert.Equal(["_ipp._tcp.local", "Office._ipp._tcp.local", "Office._ipp._tcp.local", "hp5.local"], told.Records.Select(record => record.Owner));
        Assert.Equal(("Office._ipp._tcp.local", "hp5.local", 631), (told.Records[0].Target, told.Records[1].Target, told.Records[1].Port));
        Assert.Equal(["ty=HP 5", "adminurl=/x"], told.Records[2].Texts!);
        Assert.Equal(("192.0.2.5", TimeSpan.FromMinutes(2)), (told.Records[3].Address.ToString(), told.Records[3].TimeToLive));
    }

    [Fact]
    public void What_a_query_lists_as_known_is_not_its_senders()
    {
        byte[] query = [.. Announcement];
        query[2] = 0;                                                        // a query: its answers are what it heard from others
        var flow = Flow(5353);
        new DnsParser().Parse(query, Direction.FromOriginator, flow);
        Assert.Empty(flow.Events.OfType<ServiceAnnouncementEvent>());
    }

    [Fact]
    public void A_registration_claims_a_name_for_an_address()
    {
        var told = Read<NetBiosNameEvent>(new DnsParser(), Registration, Flow(137));
        Assert.Equal(("registration", "192.0.2.7"), (told.Operation, told.Owner.ToString()));
        Assert.Equal(new NetBiosEntry("DESK7", 0x20, false), Assert.Single(told.Names));
    }

    [Fact]
    public void A_status_answer_lists_names_and_the_hardware_address()
    {
        var told = Read<NetBiosNameEvent>(new DnsParser(), NodeStatus, Flow(137));
        Assert.Equal([new NetBiosEntry("DESK7", 0, false), new NetBiosEntry("CORP", 0, true), new NetBiosEntry("ANNA", 3, false)], told.Names);
        Assert.Equal("02:00:5e:10:00:07", told.UnitId.ToString());
    }

    [Fact]
    public void A_host_announcement_tells_name_system_and_comment()
    {
        var told = Read<BrowserAnnouncementEvent>(new BrowserParser(), HostAnnouncement, Flow(138, to: "192.0.2.255"));
        Assert.Equal((1, "DESK7", "DESK7", "192.0.2.7"), (told.Command, told.Name, told.SenderName, told.Sender.ToString()));
        Assert.Equal((10, 0, 0x11003u, "Anna's desk"), (told.MajorVersion, told.MinorVersion, told.ServerType, told.Comment));
    }

    [Fact]
    public void A_notification_tells_server_place_and_type()
    {
        var told = Read<SsdpEvent>(new SsdpParser(), Notify, Flow(1900));
        Assert.Equal(("NOTIFY", "ssdp:alive", "Linux/4.4 UPnP/1.0 Box/2"), (told.Method, told.Subtype, told.Server));
        Assert.Equal(("http://192.0.2.5/d.xml", TimeSpan.FromMinutes(30)), (told.Location, told.MaxAge));
        Assert.Equal("urn:schemas-upnp-org:device:InternetGatewayDevice:1", told.Target);
        Assert.StartsWith("uuid:1-2-3::", told.UniqueName);
    }

    [Fact]
    public void An_answer_over_UDP_that_is_no_search_result_is_left_to_others() =>
        Assert.Equal(ProbeVerdict.No, SsdpProtocol.Descriptor.Probe("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"u8, Direction.FromOriginator, true));

    [Fact]
    public void A_hello_tells_endpoint_types_scopes_and_place()
    {
        var told = Read<WsDiscoveryEvent>(new WsDiscoveryParser(), Hello, Flow(3702));
        Assert.Equal(("Hello", "urn:uuid:77", "dn:NetworkVideoTransmitter tds:Device"), (told.Action, told.Endpoint, told.Types));
        Assert.Equal("http://192.0.2.6/onvif", told.TransportAddresses);
        Assert.Contains("hardware/DS-2", told.Scopes);
    }

    [Fact]
    public void A_solicitation_tells_DUID_name_class_and_wishes()
    {
        var told = Read<Dhcp6MessageEvent>(new Dhcp6Parser(), Solicit, Flow(547, "fe80::7", "ff02::1:2"));
        Assert.Equal((1, 0x102030, "fe80::7"), (told.MessageType, told.TransactionId, told.Client.ToString()));
        Assert.Equal(("0001000120000000" + "02005e100007", "02:00:5e:10:00:07"), (told.ClientDuid, told.DuidMac.ToString()));
        Assert.Equal(("desk7", "311 MSFT 5.0", "23,24"), (told.ClientFqdn, told.VendorClass, told.OptionRequest));
        Assert.Null(told.Addresses);
    }

    [Fact]
    public void A_relayed_reply_is_of_the_client_behind_the_relay()
    {
        var told = Read<Dhcp6MessageEvent>(new Dhcp6Parser(), RelayedReply, Flow(547, "2001:db8::1", "2001:db8::2"));
        Assert.Equal((7, "fe80::7", "02:00:5e:10:00:07", "abcd"), (told.MessageType, told.Client.ToString(), told.ClientMac.ToString(), told.ServerDuid));
        var (address, lifetime) = Assert.Single(told.Addresses!);
        Assert.Equal(("2001:db8::9", TimeSpan.FromMinutes(2)), (address.ToString(), lifetime));
    }

    [Fact]
    public void No_prefix_of_a_message_throws()
    {
        (Func<IProtocolParser> Parser, byte[] Message, ushort Port)[] all =
        [
            (() => new DnsParser(), Announcement, 5353), (() => new DnsParser(), Registration, 137), (() => new DnsParser(), NodeStatus, 137),
            (() => new BrowserParser(), HostAnnouncement, 138), (() => new SsdpParser(), Notify, 1900), (() => new WsDiscoveryParser(), Hello, 3702),
            (() => new Dhcp6Parser(), Solicit, 547), (() => new Dhcp6Parser(), RelayedReply, 547),
        ];
        foreach (var (parser, message, port) in all)
            for (var length = 0; length < message.Length; length++) parser().Parse(message.AsSpan(0, length), Direction.FromOriginator, Flow(port));
    }
}
