using System.Buffers;
using System.Runtime.CompilerServices;
using NetSensor.Analyzers.Dga;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>What is odd about a certificate, by its structure. That is looked at once for each: events share the certificates that are shown again and again.</summary>
internal sealed class CertificateOddities
{
    private const int Remembered = 2_048; // certificates, a power of two; two that share a place take turns in it
    private const long Day = 86_400;
    private const long ShortestDays = 3, LongestDays = 1_200; // authorities gave three years at most, and give at least some days
    private const int SmallSerialDigits = 4;
    private const double RandomSurprise = 6;                  // bits a letter, of random letters
    private const int ShortestRandomName = 6;

    private readonly (CertificateDetails? Certificate, CertificateOddity Found)[] _looked = new (CertificateDetails?, CertificateOddity)[Remembered];

    // What OpenSSL, Metasploit, Cobalt Strike, Covenant, Empire and others write when nobody changes it: facts of their public sources and manuals.
    private static readonly SearchValues<string> Defaults = SearchValues.Create(
        ["Internet Widgits Pty Ltd", "Some-State", "Default Company Ltd", "Default City", "OU=AdvancedPenTesting", "O=cobaltstrike", "CN=Major Cobalt Strike", "Multiplayer, C", "CN=multiplayer",
         "CN=operators", "CN=localhost", "CN=ubuntu", "CN=kali", "C=XX", "CN=example.com", "O=Acme Co", "CN=Covenant", "CN=P18055077", "CN=AsyncRAT Server", "CN=DcRat", "CN=Quasar Server", "CN=VenomRAT", "CN=BitRAT"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What is odd about it, at that moment, for a client that asked for this name.</summary>
    public CertificateOddity Of(CertificateDetails certificate, Timestamp at, bool? matchesName)
    {
        ref var looked = ref _looked[RuntimeHelpers.GetHashCode(certificate) & (Remembered - 1)];
        if (looked.Certificate != certificate) looked = (certificate, OfItself(certificate));
        var (found, seconds) = (looked.Found, (long)at.Seconds);
        if (certificate.NotValidAfter != 0 && (seconds > certificate.NotValidAfter || seconds < certificate.NotValidBefore)) found |= CertificateOddity.NotValid;
        if (matchesName == false) found |= CertificateOddity.OtherName;
        return found;
    }

    /// <summary>What is odd whenever and to whomever it is shown.</summary>
    private static CertificateOddity OfItself(CertificateDetails certificate)
    {
        var found = CertificateOddity.None;
        if (certificate.Subject == certificate.Issuer) found |= CertificateOddity.SelfSigned;
        if (IsEmpty(certificate.Subject) || IsEmpty(certificate.Issuer)) found |= CertificateOddity.Empty;
        if (certificate.Subject.AsSpan().ContainsAny(Defaults) || certificate.Issuer.AsSpan().ContainsAny(Defaults)) found |= CertificateOddity.ToolDefaults;
        if (certificate.NotValidAfter != 0 && (certificate.NotValidAfter - certificate.NotValidBefore) / Day is < ShortestDays or > LongestDays) found |= CertificateOddity.OddValidity;
        if (IsRandom(certificate.CommonName)) found |= CertificateOddity.RandomName;
        if (certificate.Serial.Length <= SmallSerialDigits) found |= CertificateOddity.SmallSerial;
        return found;
    }

    private static bool IsEmpty(string name) => name.Split(',').All(part => part.Length == 0 || part.EndsWith('='));

    private static bool IsRandom(string? name)
    {
        if (name is null || name.Contains(' ') || IpAddr.TryParse(name, out _)) return false;
        var label = name.Split('.').MaxBy(part => part.Length)!;
        return label.Length >= ShortestRandomName && LetterPairs.Surprise(label) >= RandomSurprise;
    }
}
