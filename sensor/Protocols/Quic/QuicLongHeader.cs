using NetSensor.Wire;

namespace NetSensor.Protocols.Quic;

//  0       1           5                                                      Initial only
//  +-------+-----------+----------+------+----------+------+   +-----------+-------+----------+--------+-----------+
//  | 1 1 T | version   | dcid len | dcid | scid len | scid |   | token len | token | length   | number | payload … |
//  +-------+-----------+----------+------+----------+------+   +-----------+-------+----------+--------+-----------+
//                                                                  varint            varint     `---- length ----'

/// <summary>A packet with a long header (RFC 8999 §5.1, RFC 9000 §17.2); borrows the datagram's bytes.</summary>
public readonly ref struct QuicLongHeader
{
    private const byte FormBit = 0x80;
    private const byte FixedBit = 0x40;
    private const int ShortestProtected = 20; // four bytes of number and sixteen of sample (RFC 9001 §5.4.2)

    /// <summary>The version number.</summary>
    public uint Version { get; private init; }
    /// <summary>The version; null when it is not known, and nothing behind the connection ids can be read.</summary>
    public QuicVersion? Known { get; private init; }
    /// <summary>The packet type.</summary>
    public QuicPacketType Type { get; private init; }
    /// <summary>Destination connection id.</summary>
    public ReadOnlySpan<byte> Dcid { get; private init; }
    /// <summary>Source connection id.</summary>
    public ReadOnlySpan<byte> Scid { get; private init; }
    /// <summary>The whole packet.</summary>
    public ReadOnlySpan<byte> Packet { get; private init; }
    /// <summary>Where the packet number begins.</summary>
    public int NumberOffset { get; private init; }

    /// <summary>Whether the bytes begin with a long header: first two bits set.</summary>
    public static bool Is(byte firstByte) => (firstByte & (FormBit | FixedBit)) == (FormBit | FixedBit);

    /// <summary>Reads the packet at the start of the bytes; false when it is cut off or no such packet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out QuicLongHeader header)
    {
        header = default;
        var reader = new ByteReader(bytes);
        var first = reader.U8();
        var version = reader.U32();
        var dcid = reader.Bytes(reader.U8());
        var scid = reader.Bytes(reader.U8());
        if (reader.Truncated || (first & FormBit) == 0) return false;
        var known = QuicVersion.Find(version);
        header = new QuicLongHeader { Version = version, Known = known, Dcid = dcid, Scid = scid, Packet = bytes };
        if (known is null) return true;
        var type = known.TypeOf(first);
        if (type == QuicPacketType.Retry)
        {
            header = header with { Type = type };                 // the token and its tag fill the datagram
            return true;
        }
        if (type == QuicPacketType.Initial) reader.Skip(ClampedVarint(ref reader));
        var length = ClampedVarint(ref reader);
        var offset = reader.Position;
        reader.Skip(length);
        if (reader.Truncated || (type == QuicPacketType.Initial && length < ShortestProtected)) return false;
        header = header with { Type = type, NumberOffset = offset, Packet = bytes[..reader.Position] };
        return true;
    }

    // A length beyond any datagram reads as one that does not fit.
    private static int ClampedVarint(ref ByteReader reader) => (int)Math.Min(QuicVarint.Read(ref reader), int.MaxValue);
}
