using NetSensor.Wire;

namespace NetSensor.Protocols.Dns;

//  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//  |                      ID                       |
//  |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
//  |                    QDCOUNT                    |
//  |                    ANCOUNT                    |
//  |                    NSCOUNT                    |
//  |                    ARCOUNT                    |
//  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>The header of a message (RFC 1035 §4.1.1, RFC 2535 §6.1).</summary>
public readonly record struct DnsHeader(
    ushort Id, ushort Flags, ushort Questions, ushort Answers, ushort Authorities, ushort Additionals)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 12;

    /// <summary>QR: an answer, not a query.</summary>
    public bool IsResponse => (Flags & 0x8000) != 0;

    /// <summary>OPCODE; 0 is a standard query.</summary>
    public int Opcode => (Flags >> 11) & 15;

    /// <summary>AA.</summary>
    public bool IsAuthoritative => (Flags & 0x0400) != 0;

    /// <summary>TC.</summary>
    public bool IsTruncated => (Flags & 0x0200) != 0;

    /// <summary>RD.</summary>
    public bool RecursionDesired => (Flags & 0x0100) != 0;

    /// <summary>RA.</summary>
    public bool RecursionAvailable => (Flags & 0x0080) != 0;

    /// <summary>Z, AD and CD together: what RFC 1035 reserved.</summary>
    public int Reserved => (Flags >> 4) & 7;

    /// <summary>RCODE, without the upper bits that an OPT record may add.</summary>
    public int ResponseCode => Flags & 15;

    /// <summary>Reads a header; false when there are fewer than <see cref="Length"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out DnsHeader header)
    {
        var reader = new ByteReader(message);
        header = new DnsHeader(reader.U16(), reader.U16(), reader.U16(), reader.U16(), reader.U16(), reader.U16());
        return !reader.Truncated;
    }
}
