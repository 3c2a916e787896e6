using NetSensor.Protocols.Tls;

namespace NetSensor.Tests.Protocols.Tls;

public sealed class TorCertificateTests
{
    [Theory]
    [InlineData("CN=www.v6gtkxnbqy4fhl2.net", "CN=www.o3jdzq7vphy6.com", true)]
    [InlineData("CN=www.v6gtkxnbqy4fhl2.net", "CN=www.v6gtkxnbqy4fhl2.com", false)]           // random names do not meet
    [InlineData("CN=www.example.net", "CN=www.o3jdzq7vphy6.com", false)]                      // seven letters
    [InlineData("CN=www.v6gtkxnbqy4fhl2.net,O=Example", "CN=www.o3jdzq7vphy6.com", false)]    // more than a name
    [InlineData("CN=www.v6gtkxnbqy8fhl2.net", "CN=www.o3jdzq7vphy6.com", false)]              // 8 is not of base32
    [InlineData("CN=www.net", "CN=www.com", false)]
    [InlineData("", "", false)]
    public void Only_tors_own_shape_is_taken(string subject, string issuer, bool isTor) => Assert.Equal(isTor, TorCertificate.HasShape(subject, issuer));
}
