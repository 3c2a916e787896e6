using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class DnsTunnelDetectorTests : IDetectionSink
{
    private const int Txt = 16, A = 1;

    private readonly List<Detection> _found = [];
    private readonly DnsTunnelDetector _detector = new(new DnsTunnelOptions());

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void Long_names_that_are_never_asked_twice_are_a_tunnel()
    {
        for (var i = 0; i < 200; i++) Ask($"{Hex(i, 60)}.t.example.com", A, i);
        var finding = _found[0];
        Assert.Equal("10.0.0.5 carries data in DNS questions below example.com", finding.Title);
        Assert.Equal(60, Number(finding, "names"));
        Assert.InRange(Number(finding, "entropy"), 3.8, 4.3);
        Assert.Equal(["T1071.004", "T1572"], finding.Techniques.Select(technique => technique.Id));
        Assert.Equal(5, finding.Flows.Count);
    }

    [Fact]
    public void What_a_name_server_asks_for_others_is_told_of_them_alone()
    {
        for (var i = 0; i < 200; i++)
        {
            Ask($"{Hex(i, 60)}.t.example.com", A, i, from: "10.0.0.1", to: "9.9.9.9"); // answered before the client is
            Ask($"{Hex(i, 60)}.t.example.com", A, i);
        }
        Assert.Equal(["10.0.0.5"], _found.Select(finding => finding.Source.ToString()).Distinct());
    }

    [Fact]
    public void Short_names_convince_when_their_types_are_odd()
    {
        for (var i = 0; i < 200; i++) Ask($"{Hex(i, 16)}.example.com", Txt, i);
        Assert.NotEmpty(_found);
    }

    [Fact]
    public void Short_names_of_an_ordinary_type_do_not()
    {
        for (var i = 0; i < 2_000; i++) Ask($"{Hex(i, 16)}.cdn.example.com", A, i);
        Assert.Empty(_found);
    }

    [Fact]
    public void Long_names_that_repeat_are_a_service()
    {
        for (var i = 0; i < 2_000; i++) Ask($"{Hex(i / 3, 60)}.api.example.com", A, i);
        Assert.Empty(_found);
    }

    [Fact]
    public void Reverse_names_are_addresses()
    {
        for (var i = 0; i < 2_000; i++) Ask($"{i}.{string.Join('.', Hex(i, 24).AsEnumerable())}.ip6.arpa", Txt, i);
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("{0}.avqs.mcafee.com")]
    [InlineData("{0}.i.03.s.sophosxl.net")]
    public void Reputation_services_are_asked_by_long_hashes(string service)
    {
        for (var i = 0; i < 500; i++) Ask(string.Format(CultureInfo.InvariantCulture, service, Hex(i, 50)), Txt, i);
        Assert.Empty(_found);
    }

    [Fact]
    public void Block_lists_are_asked_by_addresses()
    {
        for (var i = 0; i < 500; i++) Ask($"{i % 250}.{i / 7}.51.198.bl.example.org", Txt, i);
        Assert.Empty(_found);
    }

    [Fact]
    public void Texts_that_nobody_may_remember_bring_commands()
    {
        for (var i = 0; i < 30; i++) Ask($"c.{i % 3}.ns.example.com", Txt, i, answer: Hex(i, 200), lifetime: TimeSpan.Zero);
        Assert.Equal("10.0.0.5 carries data in DNS questions below example.com", _found[^1].Title);
        Assert.InRange(Number(_found[^1], "text_bytes_down"), 1_000, 6_000);
    }

    [Fact]
    public void Texts_that_may_be_remembered_are_policies_and_keys()
    {
        for (var i = 0; i < 200; i++) Ask($"s{i}.example.com", Txt, i, answer: Hex(i, 200), lifetime: TimeSpan.FromHours(1));
        Assert.Empty(_found);
        for (var i = 0; i < 200; i++) Ask($"s{i % 4}._domainkey.example.net", Txt, i, answer: Hex(i, 200), lifetime: TimeSpan.Zero);
        Assert.Empty(_found);
    }

    [CorpusTheory]
    [InlineData("pcap-attack/Command and Control/cmds over dns txt queries and reponses.pcap", "ostrykebs.pl")]
    [InlineData("suricata-verify/tests/dns/bug-1158/input.pcap", "tunnel.com")]
    public void Labelled_captures_give_their_domain(string capture, string domain)
    {
        var findings = Replay.Run([Corpus.Path(capture)!], new ReplayOptions(), new MemoryLogs()).Findings;
        Assert.Contains(findings, finding => finding.Detector == "dns-tunnel" && finding.DestinationName == domain && finding.Severity >= Severity.Medium);
    }

    [Fact]
    public void One_story_is_told_again_only_when_it_grew_fourfold_or_became_worse()
    {
        for (var i = 0; i < 4_000; i++) Ask($"{Hex(i, 60)}.t.example.com", A, i);
        Assert.InRange(_found.Count, 2, 6);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        Assert.Equal(Severity.High, _found[^1].Severity);
    }

    [Theory]
    [InlineData("www.example.com", "example.com")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("example.com.br", "example.com.br")]
    [InlineData("x.y.gob.ar", "gob.ar")] // no list, so no knowledge of every registry
    [InlineData("localhost", "localhost")]
    [InlineData("www.example.com.", "example.com")]
    public void Somebody_registered_this_part_of_a_name(string name, string registrable) =>
        Assert.Equal(registrable, RegistrableDomain.Of(name).ToString());

    [CorpusFact]
    public void Real_tunnels_are_found_and_real_browsing_is_not()
    {
        foreach (var capture in Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "dns-tunnel-datasets"), "*.pcap", SearchOption.AllDirectories))
        {
            var findings = Replay.Run([capture], new ReplayOptions(), new MemoryLogs()).Findings.Where(finding => finding.Detector == "dns-tunnel").ToList();
            if (capture.Contains($"{Path.DirectorySeparatorChar}normal{Path.DirectorySeparatorChar}")) Assert.Empty(findings);
            else Assert.Equal(("ggy666.tk", Severity.High), findings.Select(finding => (finding.DestinationName, finding.Severity)).Distinct().Single());
        }
    }

    private static string Hex(int seed, int length)
    {
        var chance = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => "0123456789abcdef"[chance.Next(16)]));
    }

    private static double Number(Detection finding, string name) => finding.Evidence.Single(e => e.Name == name).Value;

    private void Ask(string name, int type, int second, string? answer = null, TimeSpan lifetime = default, string from = "10.0.0.5", string to = "10.0.0.1")
    {
        var begin = Timestamp.FromSeconds(1_700_000_000 + second);
        var asked = new DnsTransactionEvent { Begin = begin, TransactionId = 1, Query = name, QueryType = type, SawQuery = true };
        if (answer is not null) (asked.Answers, asked.TimesToLive) = ([answer], [lifetime]);
        asked.Stamp(begin, new FlowIdentity
        {
            Uid = $"C{second}",
            Start = begin,
            Originator = IpAddr.Parse(from),
            Responder = IpAddr.Parse(to),
            OriginatorPort = 50_000,
            ResponderPort = 53,
            Transport = Transport.Udp,
            Protocol = IpProtocol.Udp,
            CommunityId = "1:x",
            Order = (ulong)second,
        }, 0);
        _detector.OnEvent(asked, this);
    }
}
