using System.Security.Cryptography;
using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.X509;

//  Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature BIT STRING }
//  TBSCertificate ::= SEQUENCE { [0] version, serial, signature, issuer, validity, subject, key, [1] [2] ids, [3] extensions }

/// <summary>Reads X.509 certificates (RFC 5280 §4.1) into what x509.log tells of them.</summary>
public static class Certificate
{
    private const int MaxExtensions = 64; // real certificates have about ten
    private const int MaxSerialBytes = 256; // RFC 5280 allows 20
    private const int SerialBytesPerLine = 35; // OpenSSL breaks longer ones, and Zeek shows it

    /// <summary>Reads a DER certificate; what follows its outer SEQUENCE is ignored. Null when it is none.</summary>
    public static CertificateDetails? Read(ReadOnlySpan<byte> der)
    {
        var outer = new DerReader(der);
        if (outer.Next != DerTag.Sequence || !outer.TryRead(out _, out var content, out var whole)) return null;
        var fields = new DerReader(content);
        if (!fields.TryRead(DerTag.Sequence, out var body) || !fields.TryRead(DerTag.Sequence, out var signature)) return null;
        if (!fields.TryRead(DerTag.BitString, out _)) return null;
        return ReadBody(body, signature, whole);
    }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> der)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(der, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static CertificateDetails? ReadBody(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> whole)
    {
        var reader = new DerReader(body);
        if (!TryReadVersion(ref reader, out var version)) return null;
        if (!reader.TryRead(DerTag.Integer, out var serial) || serial.IsEmpty || !reader.TryRead(DerTag.Sequence, out _)) return null;
        if (!reader.TryRead(DerTag.Sequence, out var issuer) || !reader.TryRead(DerTag.Sequence, out var validity)) return null;
        if (!reader.TryRead(DerTag.Sequence, out var subject) || !reader.TryRead(DerTag.Sequence, out var keyInfo)) return null;
        var times = new DerReader(validity);
        if (!times.TryRead(out var fromTag, out var from) || !times.TryRead(out var untilTag, out var until)) return null;
        if (!PublicKey.TryRead(keyInfo, out var key)) return null;
        if (DistinguishedName.Text(subject) is not { } subjectText || DistinguishedName.Text(issuer) is not { } issuerText) return null;
        var extensions = ReadExtensions(ref reader);
        return new CertificateDetails
        {
            Fingerprint = Fingerprint(whole),
            Sha1 = Convert.ToHexStringLower(SHA1.HashData(whole)), // names a certificate in lists, proves nothing
            Md5 = Convert.ToHexStringLower(MD5.HashData(whole)),   // likewise
            Version = version,
            Serial = SerialText(serial),
            Subject = subjectText,
            Issuer = issuerText,
            CommonName = DistinguishedName.CommonName(subject),
            NotValidBefore = DerTime.Seconds(fromTag, from),
            NotValidAfter = DerTime.Seconds(untilTag, until),
            KeyAlgorithm = key.Algorithm,
            SignatureAlgorithm = AlgorithmName(signature),
            KeyType = key.Type,
            KeyLength = key.Bits,
            Exponent = key.Exponent,
            Curve = key.Curve,
            HasAlternativeName = extensions.HasAlternativeName,
            DnsNames = extensions.Names?.DnsNames,
            Uris = extensions.Names?.Uris,
            EmailAddresses = extensions.Names?.EmailAddresses,
            IpAddresses = extensions.Names?.IpAddresses,
            IsAuthority = extensions.IsAuthority,
            PathLength = extensions.PathLength,
        };
    }

    private static bool TryReadVersion(ref DerReader reader, out long version)
    {
        version = 1; // the default is v1, written 0
        if (reader.Next != DerTag.Context0) return true;
        if (!reader.TryRead(out _, out var content) || !new DerReader(content).TryRead(DerTag.Integer, out var number)) return false;
        if (number.Length != 1) return false;
        version = number[0] + 1;
        return true;
    }

    private static string SerialText(ReadOnlySpan<byte> serial)
    {
        if (serial.Length > MaxSerialBytes) serial = serial[..MaxSerialBytes];
        var negative = (serial[0] & 0x80) != 0;
        var magnitude = serial.ToArray();
        if (negative)
        {
            // Two's complement: the magnitude is all bits turned over, plus one.
            var carry = 1;
            for (var i = magnitude.Length - 1; i >= 0; i--)
            {
                carry += (byte)~magnitude[i];
                magnitude[i] = (byte)carry;
                carry >>= 8;
            }
        }
        var start = 0;
        while (start < magnitude.Length - 1 && magnitude[start] == 0) start++;
        var text = new StringBuilder(negative ? "-" : "", 2 * magnitude.Length + 1);
        for (var i = start; i < magnitude.Length; i++)
        {
            if (i > start && (i - start) % SerialBytesPerLine == 0) text.Append("\\\n");
            text.Append(magnitude[i].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    private static string AlgorithmName(ReadOnlySpan<byte> algorithm)
    {
        const string unknown = "undefined"; // OpenSSL's word for it
        return new DerReader(algorithm).TryRead(DerTag.ObjectIdentifier, out var oid) ? OidNames.Algorithm(ObjectIdentifier.Text(oid)) ?? unknown : unknown;
    }

    private static Extensions ReadExtensions(ref DerReader reader)
    {
        var found = default(Extensions);
        while (reader.TryRead(out var tag, out var content)) // ends: each turn consumes an element
        {
            if (tag != DerTag.Context3 || !new DerReader(content).TryRead(DerTag.Sequence, out var list)) continue;
            var extensions = new DerReader(list);
            for (var i = 0; i < MaxExtensions && extensions.TryRead(DerTag.Sequence, out var extension); i++)
                ReadExtension(extension, ref found);
        }
        return found;
    }

    private static void ReadExtension(ReadOnlySpan<byte> extension, ref Extensions found)
    {
        ReadOnlySpan<byte> alternativeName = [0x55, 0x1D, 0x11]; // 2.5.29.17
        ReadOnlySpan<byte> basicConstraints = [0x55, 0x1D, 0x13]; // 2.5.29.19
        var fields = new DerReader(extension);
        if (!fields.TryRead(DerTag.ObjectIdentifier, out var oid) || !fields.SkipOptional(DerTag.Boolean)) return;
        if (!fields.TryRead(DerTag.OctetString, out var value)) return;
        if (oid.SequenceEqual(alternativeName))
        {
            found.HasAlternativeName = true;
            found.Names = AlternativeNames.Read(value) ?? found.Names;
        }
        else if (oid.SequenceEqual(basicConstraints)) ReadBasicConstraints(value, ref found);
    }

    // BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL } (RFC 5280 §4.2.1.9)
    private static void ReadBasicConstraints(ReadOnlySpan<byte> value, ref Extensions found)
    {
        const int maxPathBytes = 4;
        if (!new DerReader(value).TryRead(DerTag.Sequence, out var content)) return;
        var fields = new DerReader(content);
        found.IsAuthority = fields.TryRead(DerTag.Boolean, out var authority) && authority.Length == 1 && authority[0] != 0;
        found.PathLength = null;
        if (!fields.TryRead(DerTag.Integer, out var path) || path.Length is 0 or > maxPathBytes) return;
        long length = (sbyte)path[0];
        foreach (var octet in path[1..]) length = (length << 8) | octet;
        found.PathLength = length;
    }

    private struct Extensions
    {
        public bool HasAlternativeName;
        public AlternativeNames? Names;
        public bool? IsAuthority;
        public long? PathLength;
    }
}
