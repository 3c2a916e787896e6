using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Bacnet;

public sealed class BacnetParserTests
{
    private static byte[] Datagram(byte function, params byte[] rest) => [0x81, function, 0, (byte)(4 + rest.Length), .. rest];

    // network version 1 with the sender behind a router (net 7, address 5); I-Am: device 61, 1,476 bytes, no segmentation, vendor 18
    private static readonly byte[] IAm = Datagram(11, [1, 8, 0, 7, 1, 5, 0x10, 0, 0xc4, 2, 0, 0, 61, 0x22, 5, 0xc4, 0x91, 3, 0x21, 18]);

    private static byte[] Property(byte property, byte[] value) =>
        Datagram(10, [1, 0, 0x30, 1, 12, 0x0c, 2, 0, 0, 61, 0x19, property, 0x3e, .. value, 0x3f]);

    private static byte[] Characters(string text) => [0x75, (byte)(text.Length + 1), 0, .. System.Text.Encoding.ASCII.GetBytes(text)];

    internal static FuzzSeed Talk => new(
    [
        (Direction.FromOriginator, Datagram(11, [1, 0, 0x10, 8])),                                              // who is there?
        (Direction.FromResponder, IAm),
        (Direction.FromResponder, Property(77, Characters("AHU-1"))),
        (Direction.FromResponder, Property(121, Characters("Example Controls"))),
        (Direction.FromResponder, Datagram(10, [1, 0, 0x30, 2, 14, 0x0c, 2, 0, 0, 61, 0x1e, 0x29, 70, 0x4e, .. Characters("EC-9"), 0x4f, 0x29, 44, 0x4e, .. Characters("1.2"), 0x4f, 0x1f])),
    ]);

    [Fact]
    public void A_device_says_who_it_is()
    {
        var told = Heard.Events<DeviceIdentityEvent>(Transport.Udp, 47808, Talk);
        Assert.All(told, identity => Assert.Equal(("bacnet", 61L, true), (identity.Protocol, identity.Instance ?? 0, identity.IsResponder)));
        Assert.Equal([18, null, null, null, null], told.Select(identity => identity.VendorId));
        Assert.Equal(("AHU-1", "Example Controls", "EC-9", "1.2"), (told[1].Name, told[2].Vendor, told[3].Model, told[4].Revision));
    }

    [Fact]
    public void The_same_is_told_once() => Assert.Equal(5, Heard.Events<DeviceIdentityEvent>(Transport.Udp, 47808, Talk, Talk).Count);

    [Fact]
    public void It_is_named_on_its_port() => Assert.Equal(["bacnet"], Heard.Of(Transport.Udp, 47808, Talk).Services);

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<DeviceIdentityEvent>(Transport.Udp, 47808, Talk);
}
