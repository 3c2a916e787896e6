using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.PortMapping;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.PortMapping;

/// <summary>Ports outside that hosts wish for by UPnP, over HTTP.</summary>
public sealed class UpnpPortMappingTests
{
    private const string Service = "urn:schemas-upnp-org:service:WANIPConnection:2";
    private const string Wish = "<NewRemoteHost/><NewExternalPort>2222</NewExternalPort><NewProtocol>TCP</NewProtocol><NewInternalPort>22</NewInternalPort><NewInternalClient>192.168.1.5</NewInternalClient>";

    [Fact]
    public void A_granted_wish_tells_host_and_ports()
    {
        var told = Only("AddPortMapping", Wish, "200 OK", "");
        Assert.Equal(("upnp", Transport.Tcp, "192.168.1.5", 22, 2222, 0), (told.Protocol, told.Mapped, told.InternalClient.ToString(), (int)told.InternalPort!, (int)told.ExternalPort!, told.Result));
    }

    [Fact]
    public void The_router_may_give_another_port_than_was_wished() =>
        Assert.Equal((ushort)40000, Only("AddAnyPortMapping", Wish, "200 OK", "<NewReservedPort> 40000 </NewReservedPort>").ExternalPort);

    [Fact]
    public void A_refusal_tells_its_status() => Assert.Equal(500, Only("AddPortMapping", Wish, "500 Internal Server Error", "").Result);

    [Fact]
    public void A_hole_for_IPv6_has_numbers_for_protocols_and_no_port_outside()
    {
        var told = Only("AddPinhole", "<RemoteHost/><RemotePort>0</RemotePort><InternalClient>2001:db8::5</InternalClient><InternalPort>22</InternalPort><Protocol>17</Protocol>", "200 OK", "<UniqueID>1</UniqueID>");
        Assert.Equal((Transport.Udp, "2001:db8::5", (ushort?)22, null), (told.Mapped, told.InternalClient.ToString(), told.InternalPort, told.ExternalPort));
    }

    [Fact]
    public void What_is_no_number_or_no_address_is_unknown()
    {
        var read = UpnpPortMapping.Read(Encoding.ASCII.GetBytes("<NewInternalPort>70000</NewInternalPort><NewExternalPort>-1</NewExternalPort><NewInternalClient>nobody</NewInternalClient><NewProtocol>SCTP</NewProtocol>"));
        Assert.Equal(new UpnpPortMapping(null, null, null, null), read);
    }

    [Fact]
    public void Who_asks_for_the_routers_address_maps_nothing() => Assert.Empty(Told("GetExternalIPAddress", "", "200 OK", ""));

    [Fact]
    public void Every_prefix_of_a_body_is_borne()
    {
        var body = Encoding.ASCII.GetBytes(Wish);
        for (var length = 0; length < body.Length; length++)
            if (UpnpPortMapping.Read(body.AsSpan(0, length)) is { ExternalPort: { } port }) Assert.Equal(2222, port);
    }

    private static PortMappingEvent Only(string action, string wish, string status, string given) => Assert.Single(Told(action, wish, status, given));

    private static IEnumerable<PortMappingEvent> Told(string action, string wish, string status, string given)
    {
        var (ask, answer) = ($"<u:{action} xmlns:u=\"{Service}\">{wish}</u:{action}>", $"<u:{action}Response>{given}</u:{action}Response>");
        return Heard.Events<PortMappingEvent>(Transport.Tcp, 5000, FuzzSeed.Talk(
            Encoding.ASCII.GetBytes($"POST /ctl/IPConn HTTP/1.1\r\nHost: 192.168.1.1:5000\r\nSOAPAction: \"{Service}#{action}\"\r\nContent-Length: {ask.Length}\r\n\r\n{ask}"),
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {answer.Length}\r\n\r\n{answer}")));
    }
}
