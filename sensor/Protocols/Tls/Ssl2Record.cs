using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0        2      3          5
//  +--------+------+----------+-----
//  | length | type | version  | …         length: highest bit set, 15 bits count the bytes behind it
//  +--------+------+----------+-----

/// <summary>Records of SSL 2.0 (draft-hickman-netscape-ssl-00), which some clients wrapped their first hello in until about 2010.</summary>
internal static class Ssl2Record
{
    /// <summary>Bytes that tell a record's kind and length.</summary>
    public const int HeaderBytes = 5;

    public const byte Error = 0;
    public const byte ClientHello = 1;
    public const byte ClientMasterKey = 2;
    public const byte ServerHello = 4;

    private const int LengthBytes = 2;
    private const int CipherBytes = 3;

    /// <summary>Whether the first byte begins such a record.</summary>
    public static bool Begins(byte first) => (first & 0x80) != 0;

    /// <summary>Bytes of the whole record, given its first two.</summary>
    public static int WholeLength(ReadOnlySpan<byte> header) => (((header[0] & 0x7F) << 8) | header[1]) + LengthBytes;

    /// <summary>Whether this is a ClientHello whose lengths fit together; the bytes may end before it does.</summary>
    public static bool LooksLikeClientHello(ReadOnlySpan<byte> bytes)
    {
        const int fixedBytes = 11;
        if (bytes.Length < fixedBytes || !Begins(bytes[0]) || bytes[2] != ClientHello) return false;
        var reader = new ByteReader(bytes[3..]);
        var version = reader.U16();
        int ciphers = reader.U16(), session = reader.U16(), challenge = reader.U16();
        return (version == TlsVersions.Ssl2 || TlsVersions.IsRecordVersion(version)) && ciphers > 0 && ciphers % CipherBytes == 0
            && session is 0 or 16 && challenge is >= 16 and <= 32 && WholeLength(bytes) == fixedBytes + ciphers + session + challenge;
    }

    /// <summary>Reads a whole ServerHello record: its certificate and first cipher kind; false when malformed or of another version.</summary>
    public static bool TryReadServerHello(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> certificate, out int cipher)
    {
        certificate = default;
        cipher = 0;
        var reader = new ByteReader(record[HeaderBytes..]);
        var version = reader.U16();
        int certificateBytes = reader.U16(), cipherBytes = reader.U16();
        reader.Skip(2); // connection id length
        certificate = reader.Bytes(certificateBytes);
        var ciphers = reader.Block(cipherBytes);
        if (reader.Truncated || version != TlsVersions.Ssl2) return false;
        if (cipherBytes >= CipherBytes) cipher = ciphers.U24();
        return true;
    }
}
