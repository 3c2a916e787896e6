using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Events.Naming;

/// <summary>Community ID version 1 with seed 0: the base-64 SHA-1 of the ordered five-tuple, the same in every tool that knows it.</summary>
internal static class CommunityId
{
    /// <summary>Characters of every id: "1:" and 20 bytes in base 64.</summary>
    public const int Length = 2 + 28;

    private const int MaxTuple = 2 + 16 + 16 + 2 + 4;

    private static ReadOnlySpan<byte> Base64 => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>Writes "1:…" for this flow. ICMP uses type and the type of its answer (or its code when it has none) for ports.</summary>
    public static void Write(FlowIdentity flow, Span<byte> utf8)
    {
        Span<byte> tuple = stackalloc byte[MaxTuple];
        Span<byte> hash = stackalloc byte[ShortSha1.HashBytes];
        ShortSha1.Hash(tuple[..WriteTuple(flow, tuple)], hash);
        utf8[0] = (byte)'1';
        utf8[1] = (byte)':';
        Encode(hash, utf8.Slice(2, Length - 2));
    }

    /// <summary>Writes what is hashed and returns its length.</summary>
    private static int WriteTuple(FlowIdentity flow, Span<byte> tuple)
    {
        var order = flow.Originator.CompareTo(flow.Responder);
        var asIs = flow.IsOneWay || order < 0 || (order == 0 && flow.OriginatorPort < flow.ResponderPort);
        tuple[..2].Clear(); // seed
        var end = 2;
        end += (asIs ? flow.Originator : flow.Responder).WriteBytes(tuple[end..]);
        end += (asIs ? flow.Responder : flow.Originator).WriteBytes(tuple[end..]);
        tuple[end++] = (byte)flow.Protocol;
        tuple[end++] = 0;
        if (flow.Protocol is not (IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Sctp or IpProtocol.Icmp or IpProtocol.IcmpV6)) return end;
        BinaryPrimitives.WriteUInt16BigEndian(tuple[end..], asIs ? flow.OriginatorPort : flow.ResponderPort);
        BinaryPrimitives.WriteUInt16BigEndian(tuple[(end + 2)..], asIs ? flow.ResponderPort : flow.OriginatorPort);
        return end + 4;
    }

    /// <summary>Base 64 (RFC 4648 §4) of 20 bytes; the framework's encoder is made for long ones.</summary>
    private static void Encode(ReadOnlySpan<byte> hash, Span<byte> encoded)
    {
        for (var (from, to) = (0, 0); from < 18; from += 3, to += 4)
        {
            var bits = (hash[from] << 16) | (hash[from + 1] << 8) | hash[from + 2];
            encoded[to] = Base64[bits >> 18];
            encoded[to + 1] = Base64[(bits >> 12) & 63];
            encoded[to + 2] = Base64[(bits >> 6) & 63];
            encoded[to + 3] = Base64[bits & 63];
        }
        var last = (hash[18] << 16) | (hash[19] << 8);
        encoded[24] = Base64[last >> 18];
        encoded[25] = Base64[(last >> 12) & 63];
        encoded[26] = Base64[(last >> 6) & 63];
        encoded[27] = (byte)'=';
    }
}
