using System.Globalization;
using System.Numerics;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.X509;

//  SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { algorithm OID, parameters ANY OPTIONAL }, BIT STRING }

/// <summary>What x509.log tells of a certificate's key (RFC 5280 §4.1.2.7, RFC 3279 §2.3).</summary>
internal readonly record struct PublicKey(string Algorithm, string? Type, int? Bits, string? Exponent, string? Curve)
{
    private const int MaxExponentBytes = 512; // a public exponent longer than its modulus makes no sense

    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string MisnamedRsa = "1.2.840.113549.1.1.4"; // RDP servers write md5WithRSAEncryption and mean an RSA key
    private const string Dsa = "1.2.840.10040.4.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>Reads the content of a SubjectPublicKeyInfo; false when its frame is malformed. A key that cannot be read has no type.</summary>
    public static bool TryRead(ReadOnlySpan<byte> info, out PublicKey key)
    {
        key = default;
        var reader = new DerReader(info);
        if (!reader.TryRead(DerTag.Sequence, out var algorithm) || !reader.TryRead(DerTag.BitString, out var bits)) return false;
        var fields = new DerReader(algorithm);
        if (!fields.TryRead(DerTag.ObjectIdentifier, out var oidBytes)) return false;
        var oid = ObjectIdentifier.Text(oidBytes);
        var name = OidNames.Algorithm(oid) ?? oid;
        var value = bits.IsEmpty ? bits : bits[1..]; // the first byte counts unused bits, none in a key
        key = oid switch
        {
            Rsa or MisnamedRsa => ReadRsa(name, value),
            Dsa => ReadDsa(name, fields.Rest),
            EllipticCurve => ReadCurve(name, fields.Rest),
            _ => new PublicKey(name, null, null, null, null),
        };
        return true;
    }

    private static PublicKey ReadRsa(string name, ReadOnlySpan<byte> value)
    {
        var outer = new DerReader(value);
        if (!outer.TryRead(DerTag.Sequence, out var numbers)) return new PublicKey(name, null, null, null, null);
        var reader = new DerReader(numbers);
        if (!reader.TryRead(DerTag.Integer, out var modulus) || !reader.TryRead(DerTag.Integer, out var exponent)
            || exponent.Length > MaxExponentBytes) return new PublicKey(name, null, null, null, null);
        var decimals = new BigInteger(exponent, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
        return new PublicKey(name, "rsa", BitLength(modulus), decimals, null);
    }

    private static PublicKey ReadDsa(string name, ReadOnlySpan<byte> parameters)
    {
        var outer = new DerReader(parameters);
        if (!outer.TryRead(DerTag.Sequence, out var numbers)) return new PublicKey(name, null, null, null, null);
        return new DerReader(numbers).TryRead(DerTag.Integer, out var prime)
            ? new PublicKey(name, "dsa", BitLength(prime), null, null)
            : new PublicKey(name, null, null, null, null);
    }

    private static PublicKey ReadCurve(string name, ReadOnlySpan<byte> parameters)
    {
        var reader = new DerReader(parameters);
        if (!reader.TryRead(out var tag, out var content)) return new PublicKey(name, null, null, null, null);
        if (tag == DerTag.ObjectIdentifier && OidNames.TryCurve(ObjectIdentifier.Text(content), out var curve, out var orderBits))
            return new PublicKey(name, "ecdsa", orderBits, null, curve);
        // Explicit parameters: version, field, curve, base point, order (RFC 3279 §2.3.5). They have no name.
        var fields = new DerReader(content);
        var explicitCurve = tag == DerTag.Sequence && fields.TryRead(DerTag.Integer, out _) && fields.TryRead(DerTag.Sequence, out _)
            && fields.TryRead(DerTag.Sequence, out _) && fields.TryRead(DerTag.OctetString, out _);
        return explicitCurve && fields.TryRead(DerTag.Integer, out var order)
            ? new PublicKey(name, "ecdsa", BitLength(order), null, null)
            : new PublicKey(name, null, null, null, null);
    }

    private static int BitLength(ReadOnlySpan<byte> number)
    {
        number = number.TrimStart((byte)0);
        return number.IsEmpty ? 0 : number.Length * 8 - (byte.LeadingZeroCount(number[0]) & 7);
    }
}
