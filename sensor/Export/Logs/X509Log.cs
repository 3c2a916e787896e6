using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Logs;

/// <summary>
/// x509.log: a line for a certificate when it is first seen in its role, and again a day later. It remembers, so each run has its own.
/// </summary>
public sealed class X509Log : LogFormat<CertificateEvent>
{
    private const int MaxRemembered = 200_000; // about 40 MB; a large network sees some ten thousand a day, the oldest is forgotten first
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(1);

    private readonly HashSet<Role> _told = [];
    private readonly Queue<(Role Role, Timestamp When)> _order = new();

    /// <inheritdoc/>
    public override string FileName => "x509.log";

    /// <inheritdoc/>
    protected override void Write(CertificateEvent happened, JsonLine line)
    {
        var certificate = happened.Certificate;
        if (IsKnown(new Role(certificate.Fingerprint, happened.IsHost, happened.IsClient), happened.Time)) return;
        line.Begin();
        line.Field("ts"u8, happened.Time);
        line.Field("fingerprint"u8, certificate.Fingerprint);
        line.Field("certificate.version"u8, certificate.Version);
        line.Field("certificate.serial"u8, certificate.Serial);
        line.Field("certificate.subject"u8, certificate.Subject);
        line.Field("certificate.issuer"u8, certificate.Issuer);
        line.Field("certificate.not_valid_before"u8, (double)certificate.NotValidBefore);
        line.Field("certificate.not_valid_after"u8, (double)certificate.NotValidAfter);
        line.Field("certificate.key_alg"u8, certificate.KeyAlgorithm);
        line.Field("certificate.sig_alg"u8, certificate.SignatureAlgorithm);
        line.Field("certificate.key_type"u8, certificate.KeyType);
        line.Field("certificate.key_length"u8, (long?)certificate.KeyLength);
        line.Field("certificate.exponent"u8, certificate.Exponent);
        line.Field("certificate.curve"u8, certificate.Curve);
        line.Field("san.dns"u8, certificate.DnsNames);
        line.Field("san.uri"u8, certificate.Uris);
        line.Field("san.email"u8, certificate.EmailAddresses);
        line.Field("san.ip"u8, certificate.IpAddresses);
        line.Field("basic_constraints.ca"u8, certificate.IsAuthority);
        line.Field("basic_constraints.path_len"u8, certificate.PathLength);
        line.Field("host_cert"u8, happened.IsHost);
        line.Field("client_cert"u8, happened.IsClient);
        line.End();
    }

    private bool IsKnown(Role role, Timestamp now)
    {
        while (_order.TryPeek(out var oldest) && (now - oldest.When >= ToldAgainAfter || _order.Count > MaxRemembered))
        {
            // ends: each turn shortens the queue
            _told.Remove(oldest.Role);
            _order.Dequeue();
        }
        if (!_told.Add(role)) return true;
        _order.Enqueue((role, now));
        return false;
    }

    private readonly record struct Role(string Fingerprint, bool IsHost, bool IsClient);
}
