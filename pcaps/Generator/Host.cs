using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>A machine in a scenario: its addresses on the wire of the mirrored segment.</summary>
public sealed record Host(IpAddr Address, MacAddress Mac)
{
    /// <summary>A host from the text of its address, with a hardware address derived from it.</summary>
    public static Host At(string address)
    {
        var ip = IpAddr.Parse(address);
        return new Host(ip, new MacAddress(0x0050_5600_0000 | (ip.Low & 0xFF_FFFF)));
    }

    /// <summary>The same host seen through a router, whose hardware address its frames carry.</summary>
    public Host Behind(Host router) => this with { Mac = router.Mac };
}
