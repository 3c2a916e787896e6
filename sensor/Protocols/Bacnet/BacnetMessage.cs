using NetSensor.Wire;

namespace NetSensor.Protocols.Bacnet;

/// <summary>
/// BACnet/IP datagrams (ASHRAE 135 annex J.2, §6.2, §20.1).
/// <code>
/// | 81 | function 1 | length 2 | address 6, when forwarded | network | application |
/// network:     | 01 | control 1 | net 2, length 1, address: receiver, when control 20 | the same: sender, when 08 | hops 1, when 20 | type …, when 80 |
/// application: | kind 4 bits, flags 4 | … | service 1 | elements |
/// </code>
/// </summary>
public readonly ref struct BacnetMessage
{
    /// <summary>Kind of application message: nobody is expected to answer.</summary>
    public const int Unconfirmed = 1;
    /// <summary>Kind of application message: an answer with content.</summary>
    public const int ComplexAck = 3;
    /// <summary>Service: I am.</summary>
    public const int IAm = 0;
    /// <summary>Service: read a property.</summary>
    public const int ReadProperty = 12;
    /// <summary>Service: read many.</summary>
    public const int ReadPropertyMultiple = 14;

    private const byte Mark = 0x81;
    private const byte Forwarded = 4;
    private const byte LastFunction = 12;

    private BacnetMessage(int kind, int service, ReadOnlySpan<byte> elements)
    {
        Kind = kind;
        Service = service;
        Elements = elements;
    }

    /// <summary>Kind of application message; -1 when there is none.</summary>
    public int Kind { get; }
    /// <summary>Its service.</summary>
    public int Service { get; }
    /// <summary>Its elements.</summary>
    public ReadOnlySpan<byte> Elements { get; }

    /// <summary>Reads a datagram; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out BacnetMessage message)
    {
        message = default;
        var reader = new ByteReader(bytes);
        if (reader.U8() != Mark) return false;
        var function = reader.U8();
        if (function > LastFunction || reader.U16() != bytes.Length || reader.Truncated) return false;
        message = new BacnetMessage(-1, 0, default);
        if (function == Forwarded) reader.Skip(6);
        if (function is not (Forwarded or 9 or 10 or 11)) return true;                 // the virtual link's own
        if (reader.U8() != 1) return false;
        var control = reader.U8();
        if ((control & 0x20) != 0) SkipAddress(ref reader);
        if ((control & 0x08) != 0) SkipAddress(ref reader);
        if ((control & 0x20) != 0) reader.Skip(1);
        if (reader.Truncated) return false;
        if ((control & 0x80) == 0) message = Application(reader.Rest);
        return true;
    }

    private static BacnetMessage Application(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        const byte segmented = 0x08;
        var first = reader.U8();
        var kind = first >> 4;
        if (kind == ComplexAck) reader.Skip(1);
        if (kind == ComplexAck && (first & segmented) != 0) reader.Skip(2);
        if (kind is not (Unconfirmed or ComplexAck)) return new BacnetMessage(kind, 0, default);
        var service = reader.U8();
        return new BacnetMessage(reader.Truncated ? -1 : kind, service, reader.Rest);
    }

    private static void SkipAddress(ref ByteReader reader)
    {
        reader.Skip(2);
        reader.Skip(reader.U8());
    }
}
