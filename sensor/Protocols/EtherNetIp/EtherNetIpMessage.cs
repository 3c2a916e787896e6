using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.EtherNetIp;

/// <summary>
/// Encapsulation of EtherNet/IP, little-endian (ODVA, CIP volume 2 §2-3, §2-4.2).
/// <code>
/// | command 2 | length 2 | session 4 | status 4 | context 8 | options 4 | data |
/// ListIdentity answer: | items 2 | 0c 00 | length 2 | version 2 | family 2, port 2, address 4, zeros 8: network order |
///                      | vendor 2 | type 2 | product 2 | major 1, minor 1 | status 2 | serial 4 | length 1, name | state 1 |
/// </code>
/// </summary>
public static class EtherNetIpMessage
{
    /// <summary>Length of the head.</summary>
    public const int HeadLength = 24;
    /// <summary>Longest frame.</summary>
    public const int MaxFrame = HeadLength + 65511;
    /// <summary>Command: who are you?</summary>
    public const int ListIdentity = 0x63;
    /// <summary>Command: opens a session.</summary>
    public const int RegisterSession = 0x65;

    private const int IdentityItem = 0x0c;
    private const uint LastStatus = 0x69;           // those of the specification; vendors do not add to them

    /// <summary>Length of the frame that begins here; 0 when more bytes are needed, -1 when none begins.</summary>
    public static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var command = reader.U16Le();
        if (!reader.Truncated && !IsKnown(command)) return -1;
        var length = reader.U16Le();
        reader.Skip(4);
        var status = reader.U32Le();
        reader.Skip(8);
        var options = reader.U32Le();
        if (reader.Truncated) return 0;
        return options == 0 && status <= LastStatus && HeadLength + length <= MaxFrame ? HeadLength + length : -1;
    }

    /// <summary>Whether a whole frame opens a session: no other protocol looks like it.</summary>
    public static bool OpensSession(ReadOnlySpan<byte> frame)
    {
        var reader = new ByteReader(frame);
        return reader.U16Le() == RegisterSession && reader.U16Le() == 4 && FrameLength(frame) == frame.Length && frame[HeadLength] == 1;
    }

    /// <summary>Whether a whole frame answers who is there: devices send it to whatever port asked the whole network.</summary>
    public static bool HoldsIdentity(ReadOnlySpan<byte> frame) =>
        frame.Length > HeadLength + 4 && frame[0] == ListIdentity && frame[HeadLength] == 1 && frame[HeadLength + 1] == 0 && frame[HeadLength + 2] == IdentityItem;

    /// <summary>The identity in a whole frame; null when it holds none.</summary>
    public static DeviceIdentityEvent? ReadIdentity(ReadOnlySpan<byte> frame, bool isResponder)
    {
        const int maxName = 64;                     // SHORT_STRING of the identity object: 32 characters
        var reader = new ByteReader(frame);
        if (reader.U16Le() != ListIdentity) return null;
        reader.Skip(HeadLength - 2);
        if (reader.U16Le() == 0 || reader.U16Le() != IdentityItem) return null;
        reader.Skip(4);
        reader.Skip(4);                             // family and port
        var address = reader.U32();
        reader.Skip(8);
        var vendor = reader.U16Le();
        var type = reader.U16Le();
        var product = reader.U16Le();
        var (major, minor) = (reader.U8(), reader.U8());
        reader.Skip(2);
        var serial = reader.U32Le();
        var name = reader.Bytes(reader.U8());
        if (reader.Truncated) return null;
        return new DeviceIdentityEvent
        {
            Protocol = EtherNetIpProtocol.Service,
            IsResponder = isResponder,
            VendorId = vendor,
            Product = EscapedText.From(name, maxName),
            Model = $"type {type}, product {product}",
            Revision = $"{major}.{minor}",
            Serial = $"{serial:x8}",
            Address = address == 0 ? null : IpAddr.FromIPv4(address),
        };
    }

    private static bool IsKnown(int command) => command is 0 or 1 or 4 or ListIdentity or 0x64 or RegisterSession or 0x66 or 0x6f or 0x70 or 0x72 or 0x73;
}
