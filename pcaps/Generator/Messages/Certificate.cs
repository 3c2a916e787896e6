using System.Formats.Asn1;
using System.Numerics;

namespace NetSensor.Generator;

/// <summary>A certificate that reads as a real one (RFC 5280), with a key and a signature that are noise: nobody on the wire checks them.</summary>
public static class Certificate
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1", Sha256Rsa = "1.2.840.113549.1.1.11";

    /// <summary>The certificate for some names, valid from a moment for a number of days.</summary>
    public static byte[] Make(string issuer, string[] names, (DateTimeOffset From, int Days) validity, Random chance)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Body(writer, issuer, names, validity, chance);
            Algorithm(writer, Sha256Rsa);
            writer.WriteBitString(Octets.Noise(256, chance));
        }
        return writer.Encode();
    }

    private static void Body(AsnWriter writer, string issuer, string[] names, (DateTimeOffset From, int Days) validity, Random chance)
    {
        using var body = writer.PushSequence();
        using (writer.PushSequence(Tag(0))) writer.WriteInteger(2);                         // version 3
        writer.WriteInteger(new BigInteger(Octets.Noise(12, chance), isUnsigned: true));
        Algorithm(writer, Sha256Rsa);
        Name(writer, issuer);
        using (writer.PushSequence())
        {
            writer.WriteUtcTime(validity.From);
            writer.WriteUtcTime(validity.From.AddDays(validity.Days));
        }
        Name(writer, names[0]);
        using (writer.PushSequence())
        {
            Algorithm(writer, RsaEncryption);
            var key = new AsnWriter(AsnEncodingRules.DER);
            using (key.PushSequence())
            {
                key.WriteInteger(new BigInteger([.. Octets.Noise(255, chance), 0x80], isUnsigned: true));
                key.WriteInteger(65537);
            }
            writer.WriteBitString(key.Encode());
        }
        using (writer.PushSequence(Tag(3)))
        using (writer.PushSequence())
            AlternativeNames(writer, names);
    }

    private static void AlternativeNames(AsnWriter writer, string[] names)
    {
        using var extension = writer.PushSequence();
        writer.WriteObjectIdentifier("2.5.29.17");
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
            foreach (var name in names) list.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
        writer.WriteOctetString(list.Encode());
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using var algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        writer.WriteNull();
    }

    private static void Name(AsnWriter writer, string commonName)
    {
        using var name = writer.PushSequence();
        using var set = writer.PushSetOf();
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier("2.5.4.3");
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, commonName);
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
