using System.Text.Json.Serialization;
using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>What the TLS sessions to a server showed that is odd; one per address and port, only of those that showed something.</summary>
/// <param name="SelfSigned">Its certificate names itself as its issuer.</param>
/// <param name="ValidDays">Days for which that is valid; 0 when none was seen.</param>
/// <param name="WithoutName">A client asked it for no name (SNI).</param>
internal readonly record struct ServerTraits(bool SelfSigned, int ValidDays, bool WithoutName)
{
    /// <summary>Public authorities issue for 90 days and more, apart from the short-lived profile (RFC 9608), which machines of attackers rarely use and clouds do.</summary>
    public const int ShortLivedDays = 30;

    private const double SecondsPerDay = 86_400;

    [JsonIgnore]
    public bool IsOdd => SelfSigned || WithoutName || ValidDays is > 0 and < ShortLivedDays;

    public static ServerTraits Of(TlsSessionEvent session)
    {
        var withoutName = session.ServerName is null && session.EncryptedClientHello is null && session.Ja4 is not null;
        if (session.ServerCertificate is not { } certificate) return new ServerTraits(false, 0, withoutName);
        var days = Math.Max(1, (certificate.NotValidAfter - certificate.NotValidBefore) / SecondsPerDay);
        return new ServerTraits(certificate.Subject == certificate.Issuer, (int)Math.Min(days, int.MaxValue), withoutName);
    }
}
