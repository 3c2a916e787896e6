namespace NetSensor.Protocols.Quic;

/// <summary>A version of QUIC whose first packets can be read, and what differs between versions: salt, labels, packet types.</summary>
public sealed class QuicVersion
{
    private static readonly byte[] SaltOfDraft21 = Convert.FromHexString("7FBCDB0E7C66BBE9193A96CD21519EBD7A02644A"); // draft-ietf-quic-tls-22 §5.2
    private static readonly byte[] SaltOfDraft23 = Convert.FromHexString("C3EEF712C72EBB5A11A7D2432BB46365BEF9F502"); // draft-ietf-quic-tls-23 §5.2
    private static readonly byte[] SaltOfDraft29 = Convert.FromHexString("AFBFEC289993D24C9E9786F19C6111E04390A899"); // draft-ietf-quic-tls-29 §5.2
    private static readonly byte[] SaltOfV1 = Convert.FromHexString("38762CF7F55934B34D179AE6A4C80CADCCBB7F0A");      // RFC 9001 §5.2; drafts 33 and 34 too
    private static readonly byte[] SaltOfV2 = Convert.FromHexString("0DEDE3DEF700A6DB819381BE6E269DCBF9BD2ED9");      // RFC 9369 §3.3.1

    private static readonly Dictionary<uint, QuicVersion> Known = All().ToDictionary(version => version.Number);

    private QuicVersion(uint number, string name, byte[] salt, bool isV2 = false)
    {
        Number = number;
        Name = name;
        _salt = salt;
        IsV2 = isV2;
    }

    /// <summary>Its number on the wire.</summary>
    public uint Number { get; }

    /// <summary>Its name in quic.log.</summary>
    public string Name { get; }

    /// <summary>Salt of the initial secrets.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Whether labels and packet types are those of version 2 (RFC 9369 §3.2, §3.3.2).</summary>
    public bool IsV2 { get; }

    private readonly byte[] _salt = [];

    /// <summary>The version of this number; null when its packets cannot be read.</summary>
    public static QuicVersion? Find(uint number) => Known.GetValueOrDefault(number);

    /// <summary>The name of a version that is not known.</summary>
    public static string NameOfUnknown(uint number) => $"unknown-{number:x}";

    /// <summary>The packet type in the first byte of a long header, in terms of version 1.</summary>
    public QuicPacketType TypeOf(byte firstByte)
    {
        var bits = firstByte >> 4 & 3;
        return (QuicPacketType)(IsV2 ? (bits + 3) & 3 : bits);
    }

    private static IEnumerable<QuicVersion> All()
    {
        yield return new(1, "1", SaltOfV1);
        yield return new(0x6B3343CF, "quicv2", SaltOfV2, isV2: true);
        for (uint draft = 22; draft <= 34; draft++)
            yield return new(0xFF000000 + draft, $"draft-{draft}", draft switch { < 23 => SaltOfDraft21, < 29 => SaltOfDraft23, < 33 => SaltOfDraft29, _ => SaltOfV1 });
        yield return new(0xFACEB001, "mvfst (faceb001)", SaltOfDraft21); // Facebook's numbers for draft 22,
        yield return new(0xFACEB002, "mvfst (faceb002)", SaltOfDraft23); // draft 27 and, as an experiment,
        yield return new(0xFACEB00E, "mvfst (faceb00e)", SaltOfDraft23); // the same again
    }
}
