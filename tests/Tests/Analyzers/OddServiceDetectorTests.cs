using NetSensor.Analyzers.OddServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class OddServiceDetectorTests
{
    private const long Day = 86_400;
    private const string Outside = "192.31.196.9";
    private static readonly Timestamp Morning = Timestamp.FromUnix(1_790_000_000);

    private readonly Found _found = [];
    private readonly OddServiceDetector _detector = new(new OddServiceOptions(), HomeNetworks.Inside);
    private int _second;

    [Fact]
    public void A_self_made_certificate_behind_a_bare_address_on_a_foreign_port_is_told()
    {
        Others(6);
        Greet(4444, Certificate("CN=vwxqkzjt,O=,C=", "CN=vwxqkzjt,O=,C=", days: 3650, serial: "01"), name: null, ja4: "t12d190800_d83cc789557e_7af1ed941c26");
        var finding = Assert.Single(_found);
        Assert.Equal($"10.0.0.5 speaks ssl with an odd server, {Outside}:4444", finding.Title);
        Assert.Equal(["T1571", "T1573", "T1587.003"], finding.Techniques.Select(technique => technique.Id));
        Assert.InRange(finding.Severity, Severity.Medium, Severity.High);
        Assert.Equal(finding.Risk, finding.RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void What_a_tool_fills_in_is_told_on_443_as_well()
    {
        Others(6);
        Greet(443, Certificate("CN=Major Cobalt Strike,OU=AdvancedPenTesting,O=cobaltstrike,C=Earth", null, days: 3650), name: null, ja4: "t12d190800_d83cc789557e_7af1ed941c26");
        Assert.InRange(Assert.Single(_found).Severity, Severity.Medium, Severity.High);
    }

    [Fact]
    public void A_shell_on_the_port_of_the_web_is_worth_a_look()
    {
        Others(6);
        End("rdp", 53);
        Assert.Equal("10.0.0.5 speaks rdp with an odd server, 192.31.196.9:53", Assert.Single(_found).Title);
    }

    [Fact]
    public void Single_oddities_are_left_alone()
    {
        Others(6);
        Greet(443, Certificate("CN=device.example", "CN=device.example", days: 365), name: "device.example", ja4: "usual");      // signs for itself
        Greet(443, Certificate("CN=www.example", "CN=Some Authority", days: -10), name: "www.example", ja4: "usual");            // over
        Greet(8443, Certificate("CN=www.example", "CN=Some Authority", days: 90), name: "www.example", ja4: "usual");
        End("http", 8080);
        End("ssl", 993);
        End("ssl", 51_413);
        Assert.Empty(_found);
    }

    [Fact]
    public void Inside_servers_may_be_as_odd_as_they_like()
    {
        Greet(4444, Certificate("CN=vwxqkzjt", "CN=vwxqkzjt", days: 3650, serial: "01"), name: null, ja4: "x", to: "10.0.0.9");
        Assert.Empty(_found);
    }

    [Fact]
    public void One_story_is_told_once()
    {
        Others(6);
        for (var i = 0; i < 50; i++) Greet(4444, Certificate("CN=vwxqkzjt", "CN=vwxqkzjt", days: 3650, serial: "01"), name: null, ja4: "rare");
        Assert.Single(_found);
    }

    private static CertificateDetails Certificate(string subject, string? issuer, int days, string serial = "0A1B2C3D4E5F60718293") => new()
    {
        Fingerprint = new string('a', 64),
        Version = 3,
        Serial = serial,
        Subject = subject,
        Issuer = issuer ?? subject,
        CommonName = subject.Split(',')[0][3..],
        NotValidBefore = 1_790_000_000 - (days < 0 ? 400 : 1) * Day,
        NotValidAfter = 1_790_000_000 + days * Day,
        KeyAlgorithm = "rsaEncryption",
        SignatureAlgorithm = "sha256WithRSAEncryption",
    };

    private void Others(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Greet(443, Certificate("CN=www.example", "CN=Some Authority", days: 90), "www.example", "usual", from: $"10.0.1.{i}", to: "192.31.196.80");
            End("ssl", 443, from: $"10.0.1.{i}", to: "192.31.196.80");
        }
    }

    private void Greet(ushort port, CertificateDetails certificate, string? name, string ja4, string from = "10.0.0.5", string to = Outside) => Happen(
        new TlsSessionEvent { Start = Morning, History = "CsT", ServerName = name, Ja4 = ja4, ServerCertificate = certificate, Established = true }, from, to, port);

    private void End(string service, ushort port, string from = "10.0.0.5", string to = Outside) => Happen(
        new FlowEvent { ConnectionState = "SF", History = "ShADadFf", Service = service, ResponderPackets = 5 }, from, to, port);

    private void Happen(SensorEvent happened, string from, string to, ushort port)
    {
        var at = Morning + TimeSpan.FromSeconds(++_second);
        happened.Stamp(at, FlowIdentities.Of(from, to, port, at), 0);
        _detector.OnEvent(happened, _found);
    }
}
