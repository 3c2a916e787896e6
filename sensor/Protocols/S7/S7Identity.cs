using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.S7;

/// <summary>
/// What a controller says of itself in its system status lists.
/// <code>
/// 0011, modules:    | index 2: 1 module, 6 hardware, 7 firmware | order number 20 | type 2 | version 2: 'V', major, minor … |
/// 001c, components: | index 2: 1 system, 2 module, 3 plant, 5 serial, 7 type, 11 location | text 32 |
/// </code>
/// </summary>
public static class S7Identity
{
    private const int Modules = 0x11, Components = 0x1c;
    private const int ListMask = 0xff;              // the rest says which part of the list
    private const int OrderLength = 20, TextLength = 32;

    /// <summary>The event that such an answer makes; null when it identifies nothing.</summary>
    public static DeviceIdentityEvent? Read(ReadOnlySpan<byte> carried)
    {
        if (!S7Message.TryReadList(carried, out var id, out var size, out var entries)) return null;
        return (id & ListMask) switch
        {
            Modules => ReadModules(entries, size),
            Components => ReadComponents(entries, size),
            _ => null,
        };
    }

    private static DeviceIdentityEvent? ReadModules(ReadOnlySpan<byte> entries, int size)
    {
        string? order = null, firmware = null;
        for (; entries.Length >= size; entries = entries[size..])              // ends: each turn drops an entry
        {
            var reader = new ByteReader(entries[..size]);
            var index = reader.U16();
            var number = Text(reader.Bytes(OrderLength));
            reader.Skip(2);
            var (mark, major, minor, patch) = (reader.U8(), reader.U8(), reader.U8(), reader.U8());
            if (reader.Truncated) continue;
            if (index == 1) order = number;
            if (index == 7 && mark == 'V') firmware = $"V{major}.{minor}.{patch}";
        }
        return order is null && firmware is null ? null
            : new DeviceIdentityEvent { Protocol = S7Protocol.Service, IsResponder = true, Vendor = "Siemens", Model = order, Revision = firmware };
    }

    private static DeviceIdentityEvent? ReadComponents(ReadOnlySpan<byte> entries, int size)
    {
        string? system = null, module = null, plant = null, serial = null, type = null, location = null;
        for (; entries.Length >= size; entries = entries[size..])              // ends: each turn drops an entry
        {
            var reader = new ByteReader(entries[..size]);
            var index = reader.U16();
            var text = Text(reader.Bytes(TextLength));
            if (reader.Truncated) continue;
            switch (index)
            {
                case 1: system = text; break;
                case 2: module = text; break;
                case 3: plant = text; break;
                case 5: serial = text; break;
                case 7: type = text; break;
                case 11: location = text; break;
            }
        }
        if ((system ?? module ?? plant ?? serial ?? type ?? location) is null) return null;
        return new DeviceIdentityEvent
        {
            Protocol = S7Protocol.Service, IsResponder = true, Vendor = "Siemens", Name = system ?? plant, Product = type ?? module, Serial = serial, Location = location,
        };
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.Trim((byte)0).Trim((byte)' ');
        return text.IsEmpty ? null : EscapedText.From(text, TextLength);
    }
}
