using NetSensor.Generator.Week;
using NetSensor.Wire;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>DHCP as clients of different makers speak it (RFC 2131, RFC 2132).</summary>
public static class DhcpMessages
{
    private const byte Request = 3, Ack = 5;
    private static readonly Host Everyone = new(IpAddr.Parse("255.255.255.255"), new MacAddress(0xFFFF_FFFF_FFFF));

    /// <summary>A machine asks for the address that it had, and gets it from the domain controller.</summary>
    public static void Join(IPacketOutput output, Machine machine, Office office, Timestamp now, Random chance)
    {
        var exchange = (uint)chance.NextInt64(uint.MaxValue);
        var (parameters, vendor) = machine.Kind switch
        {
            MachineKind.Desktop or MachineKind.Laptop when !machine.IsApple => ((byte[])[1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252], "MSFT 5.0"),
            MachineKind.Mobile when !machine.IsApple => ([1, 3, 6, 15, 26, 28, 51, 58, 59, 43, 114, 108], "android-dhcp-14"),
            MachineKind.Laptop or MachineKind.Mobile => ([1, 121, 3, 6, 15, 108, 114, 119, 252, 95, 44, 46], ""),
            MachineKind.DeskPhone => ([1, 3, 6, 12, 15, 28, 42, 66, 67, 43, 120], "yealink"),
            MachineKind.Printer => ([6, 3, 1, 15, 66, 67, 13, 44, 12, 81], "Hewlett-Packard JetDirect"),
            _ => ([1, 3, 6, 12, 15, 28, 42], "udhcp 1.36.1"),
        };
        byte[] asked =
        [
            53, 1, Request, 61, 7, 1, .. Mac(machine), 50, 4, .. DnsMessages.Address(machine.Host.Address), 12, .. Block8(Ascii(machine.Name)),
            .. vendor.Length > 0 ? (byte[])[60, .. Block8(Ascii(vendor))] : [], 55, .. Block8(parameters), 255,
        ];
        var nobody = machine.Host with { Address = IpAddr.FromIPv4(0) };
        output.Add(now, Frames.Udp(nobody, 68, Everyone, 67, Message(1, exchange, machine, false, asked)));
        var server = office.DomainController.Host;
        var ours = DnsMessages.Address(server.Address);
        byte[] given = [53, 1, Ack, 54, 4, .. ours, 51, 4, .. U32(86_400), 1, 4, 255, 255, 0, 0, 3, 4, .. DnsMessages.Address(office.Router.Address), 6, 4, .. ours, 15, .. Block8(Ascii("office.example")), 255];
        output.Add(now + TimeSpan.FromMilliseconds(2), Frames.Udp(server, 67, Everyone with { Mac = machine.Host.Mac }, 68, Message(2, exchange, machine, true, given)));
    }

    private static byte[] Message(byte direction, uint exchange, Machine machine, bool gives, byte[] options) =>
    [
        direction, 1, 6, 0, .. U32(exchange), 0, 0, 0x80, 0, 0, 0, 0, 0, .. gives ? DnsMessages.Address(machine.Host.Address) : new byte[4], .. new byte[8],
        .. Mac(machine), .. new byte[10 + 64 + 128], 0x63, 0x82, 0x53, 0x63, .. options,
    ];

    private static byte[] Mac(Machine machine) => [.. Enumerable.Range(0, 6).Select(i => (byte)(machine.Host.Mac.Value >> (40 - 8 * i)))];
}
