using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetSensor.Tests.Delivery;

/// <summary>A certification authority of a test's own, with its certificates in files.</summary>
internal sealed class TestPki : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly string _folder;
    private readonly X509Certificate2 _authority;
    private int _serial;

    public TestPki(string folder)
    {
        _folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
        File.WriteAllText(Authority, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's certificate (PEM).</summary>
    public string Authority => Path.Combine(_folder, "ca.pem");

    /// <summary>Makes a certificate for localhost and writes NAME.pem and NAME.key; its pin is returned.</summary>
    public string Issue(string name, bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, Now.AddDays(-30), isExpired ? Now.AddDays(-1) : Now.AddDays(30), BitConverter.GetBytes(++_serial));
        File.WriteAllText(Certificate(name), certificate.ExportCertificatePem());
        File.WriteAllText(Key(name), key.ExportPkcs8PrivateKeyPem());
        return Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    public string Certificate(string name) => Path.Combine(_folder, name + ".pem");

    public string Key(string name) => Path.Combine(_folder, name + ".key");

    public void Dispose() => _authority.Dispose();
}
