using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.S7;

public sealed class S7ParserTests
{
    private static byte[] Frame(params byte[] cotp) => [3, 0, (byte)((cotp.Length + 4) >> 8), (byte)(cotp.Length + 4), .. cotp];

    private static byte[] Data(byte[] s7) => Frame([2, 0xf0, 0x80, .. s7]);

    private static readonly byte[] Request = Frame(17, 0xe0, 0, 0, 0, 7, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2);     // size, TSAPs: rack 0, slot 2

    private static readonly byte[] Setup = Data([0x32, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0xf0, 0, 0, 1, 0, 1, 1, 0xe0]);

    private static byte[] ListAnswer(byte id, byte size, params byte[][] entries)
    {
        byte[] list = [0xff, 9, 0, 0, 0, id, 0, 0, 0, size, 0, (byte)entries.Length, .. entries.SelectMany(entry => entry)];
        return Data([0x32, 7, 0, 0, 0, 2, 0, 12, (byte)(list.Length >> 8), (byte)list.Length, 0, 1, 0x12, 8, 0x12, 0x84, 1, 1, 0, 0, 0, 0, .. list]);
    }

    private static byte[] Text(string text, int length) => [.. System.Text.Encoding.ASCII.GetBytes(text.PadRight(length, ' '))];

    internal static FuzzSeed Talk => new(
    [
        (Direction.FromOriginator, Request),
        (Direction.FromResponder, Frame(17, 0xd0, 0, 7, 0, 3, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2)),
        (Direction.FromOriginator, Setup),
        (Direction.FromResponder, Data([0x32, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0xf0, 0, 0, 1, 0, 1, 0, 0xf0])),
        (Direction.FromResponder, ListAnswer(0x11, 28, [0, 1, .. Text("6ES7 315-2EH14-0AB0", 20), 0, 0xc0, 0, 2, 0, 1], [0, 7, .. Text("", 20), 0, 0xc0, (byte)'V', 3, 2, 6])),
        (Direction.FromResponder, ListAnswer(0x1c, 34, [0, 1, .. Text("SNAP7-SERVER", 32)], [0, 5, .. Text("S C-C2UR28922012", 32)], [0, 7, .. Text("CPU 315-2 PN/DP", 32)])),
    ]);

    [Theory]
    [InlineData(102)]
    [InlineData(4711)]
    public void A_controller_says_what_it_is(ushort port)
    {
        var flow = Heard.Of(Transport.Tcp, port, Talk);
        Assert.Equal(["s7comm"], flow.Services);
        var told = flow.Events.Cast<DeviceIdentityEvent>().ToList();
        Assert.Equal(("6ES7 315-2EH14-0AB0", "V3.2.6"), (told[0].Model, told[0].Revision));
        Assert.Equal(("SNAP7-SERVER", "S C-C2UR28922012", "CPU 315-2 PN/DP", "Siemens"), (told[1].Name, told[1].Serial, told[1].Product, told[1].Vendor));
    }

    [Theory]
    [InlineData(102)]
    [InlineData(3389)]
    [InlineData(4711)]
    public void Rdp_is_left_to_rdp(ushort port) =>
        Assert.Equal(["rdp"], Heard.Of(Transport.Tcp, port, FuzzSeed.Talk(Samples.RdpRequest, Samples.RdpConfirm(protocol: 0), Samples.RdpClientConnect)).Services);

    [Fact]
    public void Others_over_the_same_transport_are_not_named() =>
        Assert.Empty(Heard.Of(Transport.Tcp, 102, FuzzSeed.Talk(Request, Frame(2, 0xf0, 0x80, 0x0d, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).Services);

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<DeviceIdentityEvent>(Transport.Tcp, 102, Talk);
}
