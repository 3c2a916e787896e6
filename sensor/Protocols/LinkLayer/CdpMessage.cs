using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.LinkLayer;

/// <summary>
/// The Cisco Discovery Protocol (Cisco's "CDP frame formats"), behind LLC and SNAP with organisation 00 00 0C and type 20 00:
/// <code>
/// | version 1 | time to live 1 | checksum 2 | then: type 2 | length with these four bytes 2 | value |
/// 2 addresses: | count 4 | then: protocol type 1 | its length 1 | protocol | address length 2 | address |
/// </code>
/// </summary>
public static class CdpMessage
{
    /// <summary>LLC and SNAP of CDP.</summary>
    public static ReadOnlySpan<byte> Snap => [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x0C, 0x20, 0x00];

    private const int MaxText = 512;            // software versions take several lines
    private const int MaxValues = 100;          // elements of a frame: real ones have two dozen
    private const int MaxAddresses = 8;
    private const byte IPv4Protocol = 0xCC;     // as the number of ISO/IEC TR 9577
    private const int ValueHeader = 4;

    private static readonly (int Bit, string Name)[] CapabilityNames =
        [(0x01, "router"), (0x02, "bridge"), (0x04, "bridge"), (0x08, "switch"), (0x10, "host"), (0x40, "repeater"), (0x80, "telephone"), (0x400, "relay")];

    /// <summary>Reads what follows LLC and SNAP; null when it is no CDP.</summary>
    public static DeviceAnnouncementEvent? Read(ReadOnlySpan<byte> bytes, MacAddress frame, int vlan)
    {
        string? device = null, port = null, version = null, platform = null;
        List<string>? capabilities = null;
        List<IpAddr>? addresses = null;
        int? native = null;
        var reader = new ByteReader(bytes);
        var form = reader.U8();
        int lifetime = reader.U8();
        reader.Skip(2);
        if (reader.Truncated || form is 0 or > 2) return null;
        for (var count = 0; count < MaxValues && reader.Remaining >= ValueHeader; count++) // ends: counts up
        {
            var type = reader.U16();
            var length = reader.U16();
            if (length < ValueHeader) break;
            var value = reader.Bytes(length - ValueHeader);
            if (reader.Truncated) break;
            switch (type)
            {
                case 0x01: device = Text(value); break;
                case 0x02 or 0x16: AddAddresses(value, ref addresses); break;
                case 0x03: port = Text(value); break;
                case 0x04 when value.Length == 4: capabilities = Capabilities(new ByteReader(value).U32()); break;
                case 0x05: version = Text(value); break;
                case 0x06: platform = Text(value); break;
                case 0x0A when value.Length == 2: native = (value[0] << 8) | value[1]; break;
            }
        }
        if (device is null) return null;
        return new DeviceAnnouncementEvent
        {
            Protocol = "cdp", FrameMac = frame, Vlan = vlan, ChassisId = device, SystemName = device, PortId = port, SystemDescription = version,
            Platform = platform, Capabilities = capabilities, ManagementAddresses = addresses, NativeVlan = native, TimeToLive = TimeSpan.FromSeconds(lifetime),
        };
    }

    private static void AddAddresses(ReadOnlySpan<byte> value, ref List<IpAddr>? addresses)
    {
        var reader = new ByteReader(value);
        var count = Math.Min(reader.U32(), MaxAddresses);
        for (var i = 0; i < count && (addresses?.Count ?? 0) < MaxAddresses; i++) // ends: counts up
        {
            reader.Skip(1);
            var protocol = reader.Bytes(reader.U8());
            var address = reader.Bytes(reader.U16());
            if (reader.Truncated) return;
            if (address.Length == 4 && protocol.Length == 1 && protocol[0] == IPv4Protocol) (addresses ??= []).Add(IpAddr.FromIPv4(address));
            else if (address.Length == 16) (addresses ??= []).Add(IpAddr.FromIPv6(address));
        }
    }

    private static List<string> Capabilities(uint bits)
    {
        var names = new List<string>();
        foreach (var (bit, name) in CapabilityNames)
            if ((bits & (uint)bit) != 0 && !names.Contains(name)) names.Add(name);
        return names;
    }

    private static string Text(ReadOnlySpan<byte> value) => EscapedText.From(value.TrimEnd((byte)0), MaxText);
}
