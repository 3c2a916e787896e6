using System.Text;
using NetSensor.Protocols.Asn1;
using NetSensor.Protocols.X509;

namespace NetSensor.Tests.Protocols.X509;

public class CertificateTests
{
    [Fact]
    public void A_certificate_says_what_openssl_reads_from_it()
    {
        var certificate = Certificate.Read(LabCertificates.Authority)!;
        Assert.Equal(LabCertificates.AuthorityFingerprint, certificate.Fingerprint);
        Assert.Equal(3, certificate.Version);
        Assert.Equal("FE5ECB7CEE8CA206", certificate.Serial);
        Assert.Equal("""1.3.6.1.4.1.99999.1=#0C036F6464,CN=www.lab.example,OU=\#1 \"lab\",O=Pr\C3\BCfstand\, Inc.,C=DE""", certificate.Subject);
        Assert.Equal(certificate.Subject, certificate.Issuer);
        Assert.Equal("www.lab.example", certificate.CommonName);
        Assert.Equal(1795303787, certificate.NotValidBefore); // UTCTime
        Assert.Equal(4948903787, certificate.NotValidAfter);  // GeneralizedTime
        Assert.Equal("ecdsa-with-SHA384", certificate.SignatureAlgorithm);
        Assert.Equal(("id-ecPublicKey", "ecdsa", 384, "secp384r1"), (certificate.KeyAlgorithm, certificate.KeyType, certificate.KeyLength, certificate.Curve));
        Assert.Equal((true, 3), (certificate.IsAuthority, certificate.PathLength));
        Assert.Equal(["www.lab.example", "*.api.lab.example"], certificate.DnsNames!);
        Assert.Equal(["192.0.2.7", "2001:db8::7"], certificate.IpAddresses!);
        Assert.Equal(["root@lab.example"], certificate.EmailAddresses!);
        Assert.Equal(["https://lab.example/x"], certificate.Uris!);
    }

    [Fact]
    public void A_certificate_of_version_1_has_no_extensions()
    {
        var certificate = Certificate.Read(LabCertificates.Client)!;
        Assert.Equal(LabCertificates.ClientFingerprint, certificate.Fingerprint);
        Assert.Equal((1, "-05", "CN=lab client"), (certificate.Version, certificate.Serial, certificate.Subject));
        Assert.Equal(("rsaEncryption", "rsa", 1024, "3"), (certificate.KeyAlgorithm, certificate.KeyType, certificate.KeyLength, certificate.Exponent));
        Assert.Null(certificate.IsAuthority);
        Assert.False(certificate.HasAlternativeName);
    }

    [Fact]
    public void What_follows_a_certificate_does_not_belong_to_it()
    {
        byte[] trailing = [.. LabCertificates.Client, 1, 2, 3];
        Assert.Equal(LabCertificates.ClientFingerprint, Certificate.Read(trailing)!.Fingerprint);
    }

    [Fact]
    public void No_prefix_of_a_certificate_is_one()
    {
        for (var length = 0; length < LabCertificates.Authority.Length; length++)
            Assert.Null(Certificate.Read(LabCertificates.Authority.AsSpan(0, length)));
    }

    [Fact]
    public void A_damaged_byte_never_throws()
    {
        var damaged = LabCertificates.Authority.ToArray();
        for (var i = 0; i < damaged.Length; i++)
        {
            foreach (byte value in (byte[])[0x00, 0x7F, 0x80, 0x84, 0xFF])
            {
                damaged[i] = value;
                Certificate.Read(damaged);
            }
            damaged[i] = LabCertificates.Authority[i];
        }
    }

    [Fact]
    public void A_certificate_that_comes_again_is_not_read_again()
    {
        Assert.Same(CertificateCache.Read(LabCertificates.Authority), CertificateCache.Read(LabCertificates.Authority));
    }

    [Theory]
    [InlineData(0x17, "500101000000Z", -631152000)]            // two digits: 50 is 1950 …
    [InlineData(0x17, "491231235959Z", 2524607999)]            // … and 49 is 2049
    [InlineData(0x17, "2601021530Z", 1767367800)]              // no seconds
    [InlineData(0x17, "260102153000+0130", 1767362400)]
    [InlineData(0x18, "20240229120000Z", 1709208000)]
    [InlineData(0x18, "20240229120000.25Z", 1709208000)]
    [InlineData(0x18, "99991231235959Z", 253402300799)]
    [InlineData(0x17, "26010215", 0)]
    [InlineData(0x17, "261302153000Z", 0)]
    [InlineData(0x17, "26x102153000Z", 0)]
    [InlineData(0x13, "260102153000Z", 0)]
    public void Times_are_seconds_since_1970(int tag, string text, long seconds)
    {
        Assert.Equal(seconds, DerTime.Seconds((DerTag)tag, Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("www.lab.example", "www.lab.example", true)]
    [InlineData("WWW.lab.example", "www.lab.example", false)]
    [InlineData("a.lab.example", "*.lab.example", true)]
    [InlineData("a.b.lab.example", "*.lab.example", false)]
    [InlineData("lab.example", "*.example", false)]
    [InlineData("web1.lab.example", "web*.lab.example", true)]
    [InlineData("db1.lab.example", "web*.lab.example", false)]
    [InlineData("x.lab.example", "x.*.example", false)]
    [InlineData("", "*", false)]
    public void Asterisks_stand_for_the_end_of_one_label(string host, string name, bool matches)
    {
        Assert.Equal(matches, HostNames.Matches(host, name));
    }

    [Theory]
    [InlineData(new byte[] { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D }, "1.2.840.113549")]
    [InlineData(new byte[] { 0x88, 0x37 }, "2.999")]
    [InlineData(new byte[] { 0x2A, 0x86 }, "")]                                        // breaks off
    [InlineData(new byte[] { 0x2A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, "")] // more than 64 bits
    public void Object_identifiers_are_dotted(byte[] content, string text)
    {
        Assert.Equal(text, ObjectIdentifier.Text(content));
    }
}
