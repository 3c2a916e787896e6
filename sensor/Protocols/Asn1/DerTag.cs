namespace NetSensor.Protocols.Asn1;

/// <summary>Identifier octets of DER that certificates and authentication use (X.690 §8.1.2); others keep their number.</summary>
public enum DerTag : byte
{
    /// <summary>BOOLEAN.</summary>
    Boolean = 0x01,
    /// <summary>INTEGER.</summary>
    Integer = 0x02,
    /// <summary>BIT STRING.</summary>
    BitString = 0x03,
    /// <summary>OCTET STRING.</summary>
    OctetString = 0x04,
    /// <summary>OBJECT IDENTIFIER.</summary>
    ObjectIdentifier = 0x06,
    /// <summary>ENUMERATED.</summary>
    Enumerated = 0x0A,
    /// <summary>UTF8String.</summary>
    Utf8String = 0x0C,
    /// <summary>NumericString.</summary>
    NumericString = 0x12,
    /// <summary>PrintableString.</summary>
    PrintableString = 0x13,
    /// <summary>TeletexString (T61), read as Latin-1.</summary>
    TeletexString = 0x14,
    /// <summary>IA5String.</summary>
    Ia5String = 0x16,
    /// <summary>UTCTime.</summary>
    UtcTime = 0x17,
    /// <summary>GeneralizedTime.</summary>
    GeneralizedTime = 0x18,
    /// <summary>VisibleString.</summary>
    VisibleString = 0x1A,
    /// <summary>GeneralString, as Kerberos has its names.</summary>
    GeneralString = 0x1B,
    /// <summary>UniversalString: four bytes a character.</summary>
    UniversalString = 0x1C,
    /// <summary>BMPString: two bytes a character.</summary>
    BmpString = 0x1E,
    /// <summary>SEQUENCE.</summary>
    Sequence = 0x30,
    /// <summary>SET.</summary>
    Set = 0x31,
    /// <summary>[APPLICATION 0], constructed.</summary>
    Application0 = 0x60,
    /// <summary>[0], constructed.</summary>
    Context0 = 0xA0,
    /// <summary>[1], constructed.</summary>
    Context1 = 0xA1,
    /// <summary>[2], constructed.</summary>
    Context2 = 0xA2,
    /// <summary>[3], constructed.</summary>
    Context3 = 0xA3,
}
