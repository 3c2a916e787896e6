using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

/// <summary>What holds of the headers of any packet, good or broken.</summary>
internal static class Invariants
{
    private const int MaxDepth = 12;

    /// <summary>Decodes a packet and those inside, and checks that all that the decoder tells lies within the bytes it was given.</summary>
    public static DecodeStatus Check(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, int depth)
    {
        var status = PacketDecoder.Decode(bytes, link, wireLength, out var headers);
        Assert.True(headers.NetworkOffset >= 0 && headers.NetworkOffset <= bytes.Length, "network offset");
        Assert.True(headers.TransportOffset >= headers.NetworkOffset && headers.TransportOffset <= bytes.Length, "transport offset");
        Assert.True(headers.PayloadOffset >= headers.TransportOffset && headers.PayloadLength >= 0, "payload offset");
        Assert.True(headers.PayloadOffset + headers.PayloadLength <= bytes.Length, "payload end");
        Assert.True(headers.PayloadWireLength >= headers.PayloadLength, "payload wire length");
        if (status is DecodeStatus.Ok or DecodeStatus.Fragment)
        {
            Checksum.OfNetwork(bytes, headers);
            if (status == DecodeStatus.Ok) Checksum.OfTransport(bytes, headers);
        }
        if (headers.Inner != Encapsulation.None)
        {
            Assert.True(headers.InnerLength > 0 && headers.InnerOffset >= headers.PayloadOffset, "inner offset");
            Assert.True(headers.InnerOffset + headers.InnerLength <= headers.PayloadOffset + headers.PayloadLength, "inner end");
            Assert.True(headers.InnerWireLength >= headers.InnerLength, "inner wire length");
            if (depth < MaxDepth) Check(bytes.Slice(headers.InnerOffset, headers.InnerLength), headers.InnerLink, headers.InnerWireLength, depth + 1);
        }
        if (headers.NextFrameOffset != 0)
        {
            Assert.True(headers.NextFrameOffset < bytes.Length, "next frame");
            if (depth < MaxDepth) Check(bytes[headers.NextFrameOffset..], LinkType.Amsdu, wireLength - headers.NextFrameOffset, depth + 1);
        }
        return status;
    }
}
