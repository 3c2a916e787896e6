using System.Buffers.Binary;
using NetSensor.Events;

namespace NetSensor.Protocols.Tls;

/// <summary>How TLS and DTLS are known: by a hello anywhere, by other handshake-time records on their usual ports only.</summary>
public static class TlsProtocol
{
    private const int HelloPrefix = 11; // record header, message header, version
    private const int DatagramHelloPrefix = 14; // record header and the message's type
    private const int MaxRecord = 16 * 1024 + 2048;

    /// <summary>TLS and SSL over TCP.</summary>
    public static ProtocolDescriptor Stream { get; } = new(
        "ssl", Transport.Tcp, [443, 563, 585, 614, 636, 989, 990, 992, 993, 995, 5223], ProbeStream, () => new TlsParser());

    /// <summary>DTLS over UDP.</summary>
    public static ProtocolDescriptor Datagram { get; } = new("dtls", Transport.Udp, [443], ProbeDatagram, () => new DtlsParser());

    /// <summary>Knows a ClientHello or ServerHello, also of SSL 2.0; on a usual port also an alert or ChangeCipherSpec.</summary>
    public static ProbeVerdict ProbeStream(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (firstBytes.IsEmpty) return ProbeVerdict.Maybe;
        if (Ssl2Record.Begins(firstBytes[0])) return ProbeSsl2(firstBytes, direction);
        var type = (TlsContentType)firstBytes[0];
        if (type is < TlsContentType.ChangeCipherSpec or > TlsContentType.Handshake) return ProbeVerdict.No;
        if (firstBytes.Length < 5) return firstBytes.Length < 2 || firstBytes[1] == 3 ? ProbeVerdict.Maybe : ProbeVerdict.No;
        if (!TlsVersions.IsRecordVersion(BinaryPrimitives.ReadUInt16BigEndian(firstBytes[1..]))) return ProbeVerdict.No;
        int length = BinaryPrimitives.ReadUInt16BigEndian(firstBytes[3..]);
        return type switch
        {
            TlsContentType.Handshake => ProbeHello(firstBytes, length),
            TlsContentType.Alert when length == 2 => ProbeAlert(firstBytes, direction, likelyPort),
            TlsContentType.ChangeCipherSpec when length == 1 && likelyPort => ProbeVerdict.Yes,
            _ => ProbeVerdict.No,
        };
    }

    /// <summary>Knows a ClientHello, ServerHello or HelloVerifyRequest that is not encrypted.</summary>
    public static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (firstBytes.Length < DatagramHelloPrefix || firstBytes[0] != (byte)TlsContentType.Handshake) return ProbeVerdict.No;
        var version = BinaryPrimitives.ReadUInt16BigEndian(firstBytes[1..]);
        if (version is not (TlsVersions.Dtls10 or TlsVersions.Dtls12)) return ProbeVerdict.No;
        var firstEpoch = firstBytes[3..5].IndexOfAnyExcept((byte)0) < 0;
        var hello =
            (HandshakeType)firstBytes[13] is HandshakeType.ClientHello or HandshakeType.ServerHello or HandshakeType.HelloVerifyRequest;
        return firstEpoch && hello ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeHello(ReadOnlySpan<byte> bytes, int length)
    {
        if (length is 0 or > MaxRecord) return ProbeVerdict.No;
        if (bytes.Length < HelloPrefix) return ProbeVerdict.Maybe;
        if ((HandshakeType)bytes[5] is not (HandshakeType.ClientHello or HandshakeType.ServerHello)) return ProbeVerdict.No;
        // A record shorter than the message's first six bytes is legal, and a known way past simpler sensors.
        if (length < HelloPrefix - 5) return ProbeVerdict.Yes;
        var version = BinaryPrimitives.ReadUInt16BigEndian(bytes[9..]);
        return TlsVersions.IsKnown(version) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    // Some servers warn (unrecognized_name) before they greet; elsewhere a lone alert could be anything.
    private static ProbeVerdict ProbeAlert(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (bytes.Length < 7) return ProbeVerdict.Maybe;
        if (bytes[5] is not (1 or 2)) return ProbeVerdict.No;
        return likelyPort || direction == Direction.FromResponder ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeSsl2(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (direction != Direction.FromOriginator) return ProbeVerdict.No;
        if (bytes.Length < 3) return ProbeVerdict.Maybe;
        if (bytes[2] != Ssl2Record.ClientHello) return ProbeVerdict.No;
        if (bytes.Length < HelloPrefix) return ProbeVerdict.Maybe;
        return Ssl2Record.LooksLikeClientHello(bytes) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
