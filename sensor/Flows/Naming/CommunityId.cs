using System.Buffers.Binary;
using System.Text;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Naming;

/// <summary>Community ID version 1 with seed 0: the base-64 SHA-1 of the ordered five-tuple, the same in every tool that knows it.</summary>
internal static class CommunityId
{
    private const int MaxLength = 2 + 16 + 16 + 2 + 4;

    /// <summary>"1:…" for this flow. ICMP uses type and the type of its answer (or its code when it has none) for ports.</summary>
    public static string Of(in FlowRecord flow)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        Span<byte> originator = stackalloc byte[16];
        Span<byte> responder = stackalloc byte[16];
        var length = flow.Originator.WriteBytes(originator);
        flow.Responder.WriteBytes(responder);
        var order = originator[..length].SequenceCompareTo(responder[..length]);
        var asIs = flow.Is(FlowMarks.OneWay) || order < 0 || (order == 0 && flow.OriginatorPort < flow.ResponderPort);
        text[..2].Clear(); // seed
        (asIs ? originator : responder)[..length].CopyTo(text[2..]);
        (asIs ? responder : originator)[..length].CopyTo(text[(2 + length)..]);
        var end = 2 + 2 * length;
        text[end++] = (byte)flow.Protocol;
        text[end++] = 0;
        if (flow.Protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Sctp or IpProtocol.Icmp or IpProtocol.IcmpV6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(text[end..], asIs ? flow.OriginatorPort : flow.ResponderPort);
            BinaryPrimitives.WriteUInt16BigEndian(text[(end + 2)..], asIs ? flow.ResponderPort : flow.OriginatorPort);
            end += 4;
        }
        return Encode(text[..end]);
    }

    private static string Encode(ReadOnlySpan<byte> tuple)
    {
        Span<byte> hash = stackalloc byte[ShortSha1.HashBytes];
        ShortSha1.Hash(tuple, hash);
        Span<byte> encoded = stackalloc byte[2 + 28];
        "1:"u8.CopyTo(encoded);
        System.Buffers.Text.Base64.EncodeToUtf8(hash, encoded[2..], out _, out var written);
        return Encoding.ASCII.GetString(encoded[..(2 + written)]);
    }
}
