using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Makes what TLS connections of an exporter need from its options: trust, pins, and our certificate.</summary>
internal sealed class TlsTrust : IDisposable
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1"); // RFC 5280 §4.2.1.12: a client's certificate from the same authority is no broker's

    private readonly TlsOptions _options;
    private readonly HashSet<string> _pins;
    private readonly X509Certificate2? _ours;
    private readonly X509ChainPolicy? _policy;

    /// <summary>Reads the files.</summary>
    /// <exception cref="DeliveryException">One of them cannot be used, or a pin is none.</exception>
    public TlsTrust(TlsOptions options)
    {
        _options = options;
        _pins = new(options.PinSha256, StringComparer.Ordinal);
        foreach (var pin in _pins)
            if (!Convert.TryFromBase64String(pin, new byte[SHA256.HashSizeInBytes + 1], out var length) || length != SHA256.HashSizeInBytes)
                throw new DeliveryException($"pin_sha256 '{pin}': not the base 64 of a SHA-256");
        if (options.CaFile.Length > 0) _policy = Read(options.CaFile, PolicyOf);
        if (options.CertificateFile.Length > 0) _ours = Read(options.CertificateFile, OurCertificate);
    }

    /// <summary>For a connection to this host.</summary>
    public SslClientAuthenticationOptions For(string host) => new()
    {
        TargetHost = _options.ServerName.Length > 0 ? _options.ServerName : host,
        CertificateChainPolicy = _policy?.Clone(),
        ClientCertificates = _ours is null ? null : [_ours],
        LocalCertificateSelectionCallback = _ours is null ? null : (_, _, _, _, _) => _ours,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate, chain, errors),
    };

    /// <summary>For the library of AMQP, which knows no policies of chains: they are built here.</summary>
    public SslOption ForBroker(string host) => new()
    {
        Enabled = true,
        ServerName = _options.ServerName.Length > 0 ? _options.ServerName : host,
        Certs = _ours is null ? null : [_ours],
        CertificateSelectionCallback = _ours is null ? null : (_, _, _, _, _) => _ours,
        CertificateValidationCallback = (_, certificate, chain, errors) => _policy is null ? Accept(certificate, chain, errors) : AcceptByPolicy(certificate, chain, errors),
    };

    public void Dispose() => _ours?.Dispose();

    private bool AcceptByPolicy(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 theirs) return Accept(certificate, sent, errors);
        using var chain = new X509Chain { ChainPolicy = _policy!.Clone() };
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        if (sent is not null)
            foreach (var element in sent.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        var other = errors & ~SslPolicyErrors.RemoteCertificateChainErrors;
        return Accept(certificate, chain, chain.Build(theirs) ? other : other | SslPolicyErrors.RemoteCertificateChainErrors);
    }

    private bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.None) throw new AuthenticationFault(Reason(certificate, chain, errors));
        if (_pins.Count == 0 || chain!.ChainElements.Any(element => _pins.Contains(PinOf(element.Certificate)))) return true;
        throw new AuthenticationFault("no certificate of the receiver has a key that is pinned");
    }

    private static string PinOf(X509Certificate2 certificate) => Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>What is wrong in words that say what to do.</summary>
    private static string Reason(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return "the receiver shows no certificate";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) return $"the receiver's certificate is valid from {certificate.GetEffectiveDateString()} to {certificate.GetExpirationDateString()} only, or one above it is out of date";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return $"the receiver's certificate is for {((X509Certificate2)certificate).GetNameInfo(X509NameType.DnsName, false)}, not for this address";
        return $"nobody that is trusted vouches for the receiver's certificate ({status})";
    }

    private static X509ChainPolicy PolicyOf(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("no certificate in it");
    }

    private X509Certificate2 OurCertificate(string file) => X509Certificate2.CreateFromPemFile(file, _options.KeyFile.Length > 0 ? _options.KeyFile : null);

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{file}: cannot be used ({LogFolder.Reason(fault)}); name a file in PEM", fault);
        }
    }
}
