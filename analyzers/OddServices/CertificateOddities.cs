using NetSensor.Analyzers.Dga;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>What is odd about a certificate, by its structure; pure.</summary>
internal static class CertificateOddities
{
    private const long Day = 86_400;
    private const long ShortestDays = 3, LongestDays = 1_200; // authorities gave three years at most, and give at least some days
    private const int SmallSerialDigits = 4;
    private const double RandomSurprise = 6;                  // bits a letter, of random letters
    private const int ShortestRandomName = 6;

    // What OpenSSL, Metasploit, Cobalt Strike, Covenant, Empire and others write when nobody changes it: facts of their public sources and manuals.
    private static readonly string[] Defaults =
        ["Internet Widgits Pty Ltd", "Some-State", "Default Company Ltd", "Default City", "OU=AdvancedPenTesting", "O=cobaltstrike", "CN=Major Cobalt Strike", "Multiplayer, C", "CN=multiplayer",
         "CN=operators", "CN=localhost", "CN=ubuntu", "CN=kali", "C=XX", "CN=example.com", "O=Acme Co", "CN=Covenant", "CN=P18055077", "CN=AsyncRAT Server", "CN=DcRat", "CN=Quasar Server", "CN=VenomRAT", "CN=BitRAT"];

    /// <summary>What is odd about it, at that moment, for a client that asked for this name.</summary>
    public static CertificateOddity Of(CertificateDetails certificate, Timestamp at, bool? matchesName)
    {
        var found = CertificateOddity.None;
        var seconds = (long)at.Seconds;
        if (certificate.Subject == certificate.Issuer) found |= CertificateOddity.SelfSigned;
        if (certificate.NotValidAfter != 0 && (seconds > certificate.NotValidAfter || seconds < certificate.NotValidBefore)) found |= CertificateOddity.NotValid;
        if (IsEmpty(certificate.Subject) || IsEmpty(certificate.Issuer)) found |= CertificateOddity.Empty;
        if (Defaults.Any(part => Has(certificate.Subject, part) || Has(certificate.Issuer, part))) found |= CertificateOddity.ToolDefaults;
        if (certificate.NotValidAfter != 0 && (certificate.NotValidAfter - certificate.NotValidBefore) / Day is < ShortestDays or > LongestDays) found |= CertificateOddity.OddValidity;
        if (IsRandom(certificate.CommonName)) found |= CertificateOddity.RandomName;
        if (matchesName == false) found |= CertificateOddity.OtherName;
        if (certificate.Serial.Length <= SmallSerialDigits) found |= CertificateOddity.SmallSerial;
        return found;
    }

    private static bool IsEmpty(string name) => name.Split(',').All(part => part.Length == 0 || part.EndsWith('='));

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool IsRandom(string? name)
    {
        if (name is null || name.Contains(' ') || IpAddr.TryParse(name, out _)) return false;
        var label = name.Split('.').MaxBy(part => part.Length)!;
        return label.Length >= ShortestRandomName && LetterPairs.Surprise(label) >= RandomSurprise;
    }
}
