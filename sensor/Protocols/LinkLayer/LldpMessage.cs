using NetSensor.Events;
using NetSensor.Protocols.Dhcp;
using NetSensor.Wire;

namespace NetSensor.Protocols.LinkLayer;

/// <summary>
/// LLDP (IEEE 802.1AB §8, §9), a list of <c>| type 7 bits, length 9 bits | value |</c>: chassis, port, time to live, then what the device chose:
/// <code>
/// 1 chassis, 2 port: | subtype 1 | id |      7 capabilities: | system 2 | enabled 2 |
/// 8 management:      | length 1 | family 1 | address | …      127: | organisation 3 | subtype 1 | value |
/// </code>
/// </summary>
public static class LldpMessage
{
    /// <summary>Its EtherType.</summary>
    public const ushort EtherType = 0x88CC;

    private const int MaxAddresses = 8;         // a device manages itself at a few
    private const int MaxText = 255;            // IEEE 802.1AB's own limit
    private const int MaxValues = 200;          // elements of a frame: real ones have two dozen
    private const int Ieee8021 = 0x0080C2;
    private const int Tia = 0x0012BB;           // LLDP-MED (TIA-1057)
    private const byte MacSubtypeOfChassis = 4;
    private const byte AddressSubtypeOfChassis = 5;
    private const byte MacSubtypeOfPort = 3;
    private const byte AddressSubtypeOfPort = 4;

    private static readonly string[] CapabilityNames =
        ["other", "repeater", "bridge", "access point", "router", "telephone", "docsis", "station", "c-vlan", "s-vlan", "relay"];

    /// <summary>Reads a frame's payload; null when it does not begin as LLDP must.</summary>
    public static DeviceAnnouncementEvent? Read(ReadOnlySpan<byte> bytes, MacAddress frame, int vlan)
    {
        string? chassis = null, port = null, portText = null, name = null, description = null, maker = null, model = null, serial = null;
        TimeSpan? lifetime = null;
        List<string>? capabilities = null;
        List<IpAddr>? addresses = null;
        int? native = null;
        var reader = new ByteReader(bytes);
        for (var count = 0; count < MaxValues && reader.Remaining >= 2; count++) // ends: counts up
        {
            var head = reader.U16();
            var value = reader.Bytes(head & 0x1FF);
            if (reader.Truncated || head == 0) break;
            switch (head >> 9)
            {
                case 1: chassis ??= Id(value, MacSubtypeOfChassis, AddressSubtypeOfChassis); break;
                case 2: port ??= Id(value, MacSubtypeOfPort, AddressSubtypeOfPort); break;
                case 3 when value.Length >= 2: lifetime = TimeSpan.FromSeconds((value[0] << 8) | value[1]); break;
                case 4: portText = Text(value); break;
                case 5: name = Text(value); break;
                case 6: description = Text(value); break;
                case 7 when value.Length >= 4: capabilities = Capabilities((value[2] << 8) | value[3]); break;
                case 8: AddAddress(value, ref addresses); break;
                case 127 when value.Length > 4: Special(value, ref native, ref maker, ref model, ref serial); break;
            }
        }
        if (chassis is null || port is null || lifetime is null) return null;
        return new DeviceAnnouncementEvent
        {
            Protocol = "lldp", FrameMac = frame, Vlan = vlan, ChassisId = chassis, PortId = port, PortDescription = portText, SystemName = name,
            SystemDescription = description, Manufacturer = maker, Model = model, SerialNumber = serial, Capabilities = capabilities,
            ManagementAddresses = addresses, NativeVlan = native, TimeToLive = lifetime,
        };
    }

    private static string? Id(ReadOnlySpan<byte> value, byte mac, byte address)
    {
        if (value.Length < 2) return null;
        var id = value[1..];
        if (value[0] == mac && id.Length == 6) return MacAddress.From(id).ToString();
        if (value[0] == address && Address(id[0], id[1..]) is { } known) return known.ToString();
        return DhcpText.TextOrHex(id);
    }

    private static IpAddr? Address(byte family, ReadOnlySpan<byte> bytes) => (family, bytes.Length) switch
    {
        (1, 4) => IpAddr.FromIPv4(bytes),
        (2, 16) => IpAddr.FromIPv6(bytes),
        _ => null,
    };

    private static void AddAddress(ReadOnlySpan<byte> value, ref List<IpAddr>? addresses)
    {
        var reader = new ByteReader(value);
        var address = reader.Bytes(reader.U8());
        if (reader.Truncated || address.IsEmpty || (addresses?.Count ?? 0) >= MaxAddresses) return;
        if (Address(address[0], address[1..]) is { } known) (addresses ??= []).Add(known);
    }

    private static void Special(ReadOnlySpan<byte> value, ref int? native, ref string? maker, ref string? model, ref string? serial)
    {
        var organisation = (value[0] << 16) | (value[1] << 8) | value[2];
        switch (organisation, value[3])
        {
            case (Ieee8021, 1) when value.Length >= 6: native = (value[4] << 8) | value[5]; break;
            case (Tia, 8): serial = Text(value[4..]); break;
            case (Tia, 9): maker = Text(value[4..]); break;
            case (Tia, 10): model = Text(value[4..]); break;
        }
    }

    private static List<string> Capabilities(int bits)
    {
        var names = new List<string>();
        for (var bit = 0; bit < CapabilityNames.Length; bit++)
            if ((bits & (1 << bit)) != 0) names.Add(CapabilityNames[bit]);
        return names;
    }

    private static string Text(ReadOnlySpan<byte> value) => EscapedText.From(value.TrimEnd((byte)0), MaxText);
}
