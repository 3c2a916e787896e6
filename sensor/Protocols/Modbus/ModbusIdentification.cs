using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Modbus;

/// <summary>
/// What a device says it is (Modbus Application Protocol V1.1b3 §6.21).
/// <code>| 2b | 0e | kind of read 1 | conformity 1 | more 1 | next object 1 | count 1 | object 1, length 1, text | … |</code>
/// </summary>
public static class ModbusIdentification
{
    private const byte ReadDeviceIdentification = 0x0e;
    private const int KnownObjects = 7;             // vendor, product code, revision, URL, product name, model name, application name
    private const int MaxText = 245;                // what a message holds

    /// <summary>The event that a response makes; null when it is no such response or says nothing. <paramref name="function"/> begins at the code.</summary>
    public static DeviceIdentityEvent? Read(ReadOnlySpan<byte> function, int unit)
    {
        var reader = new ByteReader(function);
        if (reader.U8() != ModbusFunctions.Encapsulated || reader.U8() != ReadDeviceIdentification) return null;
        reader.Skip(4);
        var texts = new string?[KnownObjects];
        var told = false;
        for (var left = reader.U8(); left > 0; left--)
        {
            var number = reader.U8();
            var text = reader.Bytes(reader.U8());
            if (reader.Truncated) break;
            if (number >= KnownObjects || text.IsEmpty) continue;
            texts[number] = EscapedText.From(text.Trim((byte)0).Trim((byte)' '), MaxText);
            told = true;
        }
        if (!told) return null;
        return new DeviceIdentityEvent
        {
            Protocol = ModbusProtocol.Service,
            IsResponder = true,
            Vendor = texts[0],
            Product = texts[4] ?? texts[1],
            Model = texts[5] ?? (texts[4] is null ? null : texts[1]),
            Revision = texts[2],
            Name = texts[6],
            Instance = unit,
        };
    }
}
