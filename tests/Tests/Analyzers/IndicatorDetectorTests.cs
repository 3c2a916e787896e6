using NetSensor.Analyzers.Indicators;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class IndicatorDetectorTests : IIndicatorSource
{
    private const string Evil = "192.31.196.66", Client = "10.0.0.5";
    private static readonly Timestamp Morning = Timestamp.FromUnix(1_790_000_000);

    private readonly Found _found = [];
    private readonly IndicatorDetector _detector;
    private int _second;

    public IndicatorDetectorTests() => _detector = New();

    public IndicatorSet Current { get; private set; } = IndicatorSet.Empty;

    [Fact]
    public void A_connection_to_a_listed_address_names_list_label_and_flow()
    {
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.csv") { Label = "Emotet", Confidence = 90 });
        Connect(Client, Evil);
        var finding = Assert.Single(_found);
        Assert.Equal($"10.0.0.5 met address {Evil} of feed.csv", finding.Title);
        Assert.Contains("(Emotet), 90 % sure", finding.Reason, StringComparison.Ordinal);
        Assert.Equal((Severity.High, 90, Evil), (finding.Severity, finding.Confidence, finding.Destination.ToString()));
        Assert.Single(finding.Flows);
        Assert.Equal(finding.Risk, finding.RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void In_a_replay_that_nothing_outlives_a_list_is_compared_and_nothing_is_remembered()
    {
        Current = new IndicatorSet([new Indicator(IndicatorKind.Address, Evil, "feed.csv")]);
        var detector = new IndicatorDetector(new IndicatorOptions(), new DetectorContext { Indicators = this, IsOnePass = true });
        Assert.NotEmpty(detector.Needs);
        detector.OnEvent(Contacts.Out(Client, Evil, null, TimeSpan.Zero), _found);
        Assert.Equal($"10.0.0.5 met address {Evil} of feed.csv", Assert.Single(_found).Title);
        var memory = new KeptMemory();
        detector.Save(memory);
        Assert.Equal(0, memory.Count);
    }

    [Fact]
    public void Names_are_met_by_questions_and_by_connections()
    {
        Know(new Indicator(IndicatorKind.Domain, "evil.example", "feed.csv"));
        Ask("cdn.evil.example");
        Assert.Equal(Severity.Medium, _found.Worst);
        Greet("cdn.evil.example", "none", "none");
        Assert.Equal(Severity.High, _found.Worst);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
    }

    [Theory]
    [InlineData(IndicatorKind.Ja3, "72a589da586844d7f0818ce684948eea", Severity.Medium)]
    [InlineData(IndicatorKind.Ja4, "t13d1516h2_8daaf6152771_02713d6af862", Severity.Medium)]
    [InlineData(IndicatorKind.Certificate, "6ea7fe2bbb5da5d4d1efbc3b8ec3d8a8e8c6f9d1", Severity.High)]
    public void Fingerprints_and_certificates_are_met_in_greetings(IndicatorKind kind, string value, Severity severity)
    {
        Know(new Indicator(kind, value, "feed.csv"));
        Greet("www.example", "72a589da586844d7f0818ce684948eea", "t13d1516h2_8daaf6152771_02713d6af862");
        Assert.Equal(severity, Assert.Single(_found).Severity);
    }

    [Fact]
    public void URLs_are_met_whole()
    {
        Know(new Indicator(IndicatorKind.Url, "evil.example/gate.php?id=1", "feed.csv"));
        Request("Evil.example:80", "/index.html");
        Assert.Empty(_found);
        Request("Evil.example:80", "/gate.php?id=1");
        Assert.Single(_found);
    }

    [Fact]
    public void Who_only_knocks_is_hardly_worth_a_word()
    {
        Know(new Indicator(IndicatorKind.Network, "192.31.196.0/24", "feed.csv"));
        for (var i = 0; i < 3; i++) Connect(Evil, Client, answered: false);
        Assert.Equal(Severity.Low, Assert.Single(_found).Severity);
        Assert.Equal(Client, _found[0].Source.ToString());
    }

    [Fact]
    public void Other_traffic_old_indicators_and_doubtful_ones_are_left_alone()
    {
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.csv") { ValidUntil = 1_700_000_000 }, new Indicator(IndicatorKind.Domain, "evil.example", "feed.csv") { Confidence = 10 });
        Connect(Client, Evil);
        Connect(Client, "192.31.196.67");
        Ask("www.evil.example");
        Ask("www.example.com");
        Assert.Empty(_found);
    }

    [Fact]
    public void A_list_that_comes_later_finds_what_was_seen()
    {
        Connect(Client, Evil);
        Ask("www.evil.example");
        Assert.Empty(_found);
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.csv"), new Indicator(IndicatorKind.Domain, "evil.example", "feed.csv"));
        _detector.OnTick(Morning + TimeSpan.FromDays(3), _found);
        Assert.Equal(2, _found.Count);
        Assert.All(_found, finding => Assert.Contains("before the list was there", finding.Reason, StringComparison.Ordinal));
        Assert.All(_found, finding => Assert.True(finding.FirstSeen < Morning + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_URL_that_was_asked_for_before_its_list_came_is_found_as_well()
    {
        Request("evil.example", "/gate.php?id=1");
        Know(new Indicator(IndicatorKind.Url, "evil.example/gate.php?id=1", "feed.csv"));
        _detector.OnTick(Morning + TimeSpan.FromDays(3), _found);
        Assert.Contains("before the list was there", Assert.Single(_found).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_together_is_met_on_one_event_only()
    {
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.json") { Together = [[new IndicatorCondition(IndicatorKind.Port, "8443")], [new IndicatorCondition(IndicatorKind.Port, "9443")]] });
        Connect(Client, Evil); // to port 443
        Assert.Empty(_found);
        Happen(new FlowEvent { ConnectionState = "SF", History = "ShADadFf", ResponderPackets = 5 }, Client, Evil, 9443);
        Assert.Single(_found);
    }

    [Theory]
    [InlineData("evil.example", 1)]
    [InlineData("other.example", 0)]
    public void A_domain_and_a_URL_are_met_in_one_request(string domain, int findings)
    {
        Know(new Indicator(IndicatorKind.Url, "www.evil.example/gate", "feed.json") { Together = [[new IndicatorCondition(IndicatorKind.Domain, domain)]] });
        Request("www.evil.example", "/gate");
        Assert.Equal(findings, _found.Count);
    }

    [Fact]
    public void What_belongs_together_is_not_found_by_looking_back()
    {
        Connect(Client, Evil);
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.json") { Together = [[new IndicatorCondition(IndicatorKind.Port, "8443")]] });
        _detector.OnTick(Morning + TimeSpan.FromDays(3), _found);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_connection_under_a_name_that_only_the_DNS_told_counts_as_one()
    {
        Know(new Indicator(IndicatorKind.Domain, "evil.example", "feed.csv"));
        Happen(new FlowEvent { ConnectionState = "SF", History = "ShADadFf", ResponderPackets = 5, DestinationName = "c2.evil.example", DestinationNameSource = "dns" }, Client, Evil, 4444);
        Assert.Equal((Severity.High, 4444), (Assert.Single(_found).Severity, _found[0].DestinationPort));
    }

    [Fact]
    public void What_lies_too_far_back_is_not_told()
    {
        Connect(Client, Evil);
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.csv"));
        _detector.OnTick(Morning + TimeSpan.FromDays(40), _found);
        Assert.Empty(_found);
    }

    [Fact]
    public void The_memory_survives_a_restart()
    {
        Connect(Client, Evil);
        Ask("www.evil.example");
        var memory = new KeptMemory();
        _detector.Save(memory);
        var restarted = New();
        memory.TellTo(restarted);
        Know(new Indicator(IndicatorKind.Address, Evil, "feed.csv"), new Indicator(IndicatorKind.Domain, "evil.example", "feed.csv"));
        restarted.OnTick(Morning + TimeSpan.FromDays(3), _found);
        Assert.Equal(2, _found.Count);
        Assert.ThrowsAny<FormatException>(() => restarted.Recall("x", "nothing"u8));
    }

    private IndicatorDetector New() => new(new IndicatorOptions(), new DetectorContext { Indicators = this });

    private void Know(params Indicator[] indicators) => Current = new IndicatorSet(indicators);

    private void Connect(string from, string to, bool answered = true) =>
        Happen(new FlowEvent { ConnectionState = "SF", History = "ShADadFf", ResponderPackets = answered ? 5 : 0 }, from, to, 443);

    private void Ask(string name) =>
        Happen(new DnsTransactionEvent { Begin = Morning + TimeSpan.FromSeconds(_second + 1), TransactionId = 1, Query = name, SawQuery = true }, Client, "10.0.0.1", 53);

    private void Greet(string name, string ja3, string ja4) => Happen(
        new TlsSessionEvent
        {
            Start = Morning,
            History = "CsT",
            ServerName = name,
            Ja3 = ja3,
            Ja4 = ja4,
            ServerCertificate = new CertificateDetails
            {
                Fingerprint = new string('a', 64), Sha1 = "6ea7fe2bbb5da5d4d1efbc3b8ec3d8a8e8c6f9d1", Version = 3, Serial = "01", Subject = "CN=x", Issuer = "CN=x", NotValidBefore = 0,
                NotValidAfter = 0, KeyAlgorithm = "rsaEncryption", SignatureAlgorithm = "sha256WithRSAEncryption",
            },
        }, Client, Evil, 443);

    private void Request(string host, string uri) => Happen(new HttpTransactionEvent { Started = Morning, Depth = 1, Method = "GET", Host = host, Uri = uri }, Client, Evil, 80);

    private void Happen(SensorEvent happened, string from, string to, ushort port)
    {
        var at = Morning + TimeSpan.FromSeconds(++_second);
        happened.Stamp(at, FlowIdentities.Of(from, to, port, at), 0);
        _detector.OnEvent(happened, _found);
    }
}
