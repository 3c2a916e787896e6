using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.EtherNetIp;

public sealed class EtherNetIpParserTests
{
    private static byte[] Frame(byte command, params byte[] data) => [command, 0, (byte)data.Length, 0, .. new byte[20], .. data];

    private static readonly byte[] Identity = Frame(0x63,
    [
        1, 0, 0x0c, 0, 44, 0, 1, 0, 0, 2, 0xaf, 0x12, 10, 0, 0, 9, .. new byte[8],             // version 1; address 10.0.0.9:44818
        1, 0, 14, 0, 54, 0, 20, 11, 0x60, 0, 0x31, 0x2e, 0x31, 0xc0, 10, .. "1756-EX/B "u8, 3,   // vendor 1, type 14, product 54, revision 20.11, serial, name
    ]);

    internal static FuzzSeed Asked => FuzzSeed.Talk(Frame(0x63), Identity);

    internal static FuzzSeed Session => FuzzSeed.Talk(Frame(0x65, 1, 0, 0, 0), Frame(0x65, 1, 0, 0, 0), Frame(0x63), Identity);

    [Fact]
    public void A_device_says_what_it_is()
    {
        var told = Assert.Single(Heard.Events<DeviceIdentityEvent>(Transport.Udp, 44818, Asked));
        Assert.Equal(("enip", 1, "1756-EX/B", "type 14, product 54", "20.11", "c0312e31", IpAddr.Parse("10.0.0.9")),
            (told.Protocol, told.VendorId ?? 0, told.Product!.Trim(), told.Model, told.Revision, told.Serial, told.Address));
    }

    [Fact]
    public void An_answer_to_the_whole_network_is_a_flow_of_its_own() =>
        Assert.False(Assert.Single(Heard.Events<DeviceIdentityEvent>(Transport.Udp, 50000, FuzzSeed.Client(Identity))).IsResponder);

    [Fact]
    public void A_session_is_known_on_any_port()
    {
        var flow = Heard.Of(Transport.Tcp, 4711, Session);
        Assert.Equal(["enip"], flow.Services);
        Assert.IsType<DeviceIdentityEvent>(Assert.Single(flow.Events));
    }

    [Fact]
    public void Every_prefix_is_borne()
    {
        Heard.EveryPrefix<DeviceIdentityEvent>(Transport.Udp, 44818, Asked);
        Heard.EveryPrefix<DeviceIdentityEvent>(Transport.Tcp, 44818, Session);
    }
}
