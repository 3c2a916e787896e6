using System.Buffers.Binary;

namespace NetSensor.Wire.Network;

/// <summary>
/// IPv6 extension headers (RFC 8200 §4, RFC 4302 §2, RFC 6275 §6):
/// <code>
/// any:            | next header 1 | length in units of 8, without the first 8 | ...
/// fragment:       | next header 1 | reserved 1 | offset 13 bits, 0 2 bits, more 1 bit | identification 4 |
/// routing:        | next header 1 | length 1 | type 1 | segments left 1 | ...             | last address 16 |
/// authentication: | next header 1 | length in units of 4, minus 2 | ...
/// mobility:       | 59 "none" 1 | length 1 | type 1 | reserved 1 | checksum 2 | ...
/// option:         | type 1 | length 1 | value ...     (type 0 is a single byte of padding)
/// </code>
/// </summary>
internal static class Ipv6Extensions
{
    private const int MaxExtensions = 16; // RFC 8200 §4.1 recommends each at most once, which makes 8; more is an attack on decoders
    private const int UnitLength = 8;
    private const int AddressLength = 16;
    private const int SegmentRouting = 4; // type of a routing header, RFC 8754 §2
    private const byte HomeAddressOption = 201;

    /// <summary>Whether the protocol is an extension header that something else follows.</summary>
    public static bool Are(IpProtocol protocol) => protocol is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.Fragment
        or IpProtocol.DestinationOptions or IpProtocol.Ah or IpProtocol.Mobility;

    /// <summary>Bytes of an extension header.</summary>
    public static int LengthOf(IpProtocol extension, byte lengthField) => extension switch
    {
        IpProtocol.Fragment => UnitLength,
        IpProtocol.Ah => (lengthField + 2) * 4,
        _ => (lengthField + 1) * UnitLength,
    };

    /// <summary>Passes over the extensions; a fragment header ends the walk.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var hasRouting = false;
        for (var count = 0; Are(headers.Protocol); count++)
        {
            if (count == MaxExtensions) return Fault(DecodeFault.TooManyExtensionHeaders, DecodeStatus.Malformed, ref headers);
            var extension = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
            var current = headers.Protocol;
            var length = extension.Length < UnitLength ? UnitLength : LengthOf(current, extension[1]);
            if (length > headers.PayloadWireLength) return Fault(DecodeFault.InvalidIpHeaderSize, DecodeStatus.Malformed, ref headers);
            if (length > extension.Length) return Fault(DecodeFault.InternallyTruncatedHeader, DecodeStatus.TruncatedNetwork, ref headers);
            headers.Protocol = (IpProtocol)extension[0];
            Advance(ref headers, length);
            switch (current)
            {
                case IpProtocol.Fragment:
                    if (ReadFragment(extension, ref headers)) return DecodeStatus.Fragment;
                    break;
                case IpProtocol.Routing when hasRouting:
                    Note(DecodeFault.MultipleRoutingHeaders, ref headers);
                    break;
                case IpProtocol.Routing:
                    hasRouting = true;
                    ReadRouting(extension[..length], ref headers);
                    break;
                case IpProtocol.DestinationOptions:
                    ReadOptions(extension[2..length], ref headers);
                    break;
            }
        }
        return DecodeStatus.Ok;
    }

    /// <summary>Moves the payload behind a header of <paramref name="length"/> bytes, all of them captured.</summary>
    public static void Advance(ref PacketHeaders headers, int length)
    {
        headers.PayloadOffset += length;
        headers.PayloadLength -= length;
        headers.PayloadWireLength -= length;
        headers.TransportOffset = headers.PayloadOffset;
    }

    private static bool ReadFragment(ReadOnlySpan<byte> extension, ref PacketHeaders headers)
    {
        var field = BinaryPrimitives.ReadUInt16BigEndian(extension[2..]);
        headers.FragmentId = BinaryPrimitives.ReadUInt32BigEndian(extension[4..]);
        headers.FragmentOffset = (ushort)(field & ~7);
        headers.MoreFragments = (field & 1) != 0;
        if (headers.FragmentOffset != 0 || headers.MoreFragments) return true;
        headers.IpLength -= UnitLength; // RFC 6946: a whole datagram; counted as the reassembled one that it is
        return false;
    }

    /// <summary>While segments are left, the packet's true destination is the last address (RFC 5095, RFC 6275 §6.4).</summary>
    private static void ReadRouting(ReadOnlySpan<byte> routing, ref PacketHeaders headers)
    {
        int units = routing[1], type = routing[2], segmentsLeft = routing[3];
        var fits = type == 0 ? units >= 2 && units % 2 == 0 : units == 2;
        if (type is 0 or 2 && segmentsLeft > 0 && fits) headers.Destination = IpAddr.FromIPv6(routing[^AddressLength..]);
        headers.IsSteered |= type == SegmentRouting;
        if (type == 0) Note(units >= 2 && segmentsLeft > 0 && !fits ? DecodeFault.OddRouting0Length : DecodeFault.RoutingHeader0, ref headers);
        else if (type != 2) Note(DecodeFault.UnknownRoutingType, ref headers);
        else if (segmentsLeft > 0 && !fits) Note(DecodeFault.BadRouting2Length, ref headers);
    }

    /// <summary>A mobile node that is away names its true source in an option (RFC 6275 §6.3).</summary>
    private static void ReadOptions(ReadOnlySpan<byte> options, ref PacketHeaders headers)
    {
        var hasHomeAddress = false;
        var reader = new ByteReader(options);
        while (!reader.AtEnd) // ends: each turn consumes at least one byte or truncates
        {
            var type = reader.U8();
            if (type == 0) continue;
            var value = reader.Bytes(reader.U8());
            if (reader.Truncated)
            {
                Note(DecodeFault.BadDestinationOptionLength, ref headers);
                return;
            }
            if (type != HomeAddressOption) continue;
            if (value.Length != AddressLength) Note(DecodeFault.BadHomeAddressLength, ref headers);
            else if (hasHomeAddress) Note(DecodeFault.MultipleHomeAddresses, ref headers);
            else headers.Source = IpAddr.FromIPv6(value);
            hasHomeAddress |= value.Length == AddressLength;
        }
    }

    private static void Note(DecodeFault fault, ref PacketHeaders headers)
    {
        if (headers.Fault == DecodeFault.None) headers.Fault = fault;
    }

    private static DecodeStatus Fault(DecodeFault fault, DecodeStatus status, ref PacketHeaders headers)
    {
        headers.Fault = fault;
        return status;
    }
}
