using NetSensor.Analyzers.Dga;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class DgaDetectorTests
{
    private const int NoSuchName = 3, NoError = 0;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz", Digits = "0123456789";

    private static readonly string[] Words =
        ["table", "green", "river", "stone", "paper", "cloud", "market", "house", "garden", "winter", "summer", "silver", "orange", "window", "letter", "music", "travel", "coffee"];

    private readonly Found _found = [];
    private readonly DgaDetector _detector = new(new DgaOptions());
    private readonly Random _chance = new(7);
    private double _clock = 1_790_000_000;

    [Theory]
    [InlineData("letters")]
    [InlineData("letters and digits")]
    [InlineData("hexadecimal")]
    [InlineData("syllables")]
    public void Generated_names_are_found_within_fifty(string kind)
    {
        for (var i = 0; i < 50; i++) Ask($"{Generate(kind)}.{(i % 3 == 0 ? "net" : "com")}", NoSuchName);
        Assert.Equal("10.0.0.5 asks for generated names that do not exist", _found[0].Title);
        Assert.Equal(20, _found[0].Evidence.Single(number => number.Name == "domains_missing").Value);
        Assert.Equal(["T1568.002"], _found[0].Techniques.Select(technique => technique.Id));
        Assert.InRange(_found.Worst, kind == "syllables" ? Severity.Low : Severity.Medium, Severity.High);
    }

    [Fact]
    public void The_one_that_exists_is_the_destination()
    {
        for (var i = 0; i < 60; i++) Ask(Generate("letters") + ".info", NoSuchName);
        Ask("kqxvzjwhtpbr.info", NoError, "192.31.196.7");
        for (var i = 0; i < 200; i++) Ask(Generate("letters") + ".info", NoSuchName);
        Assert.Equal(("kqxvzjwhtpbr.info", "192.31.196.7"), (_found[^1].DestinationName, _found[^1].Destination.ToString()));
        Assert.Equal(Severity.High, _found.Worst);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        Assert.Equal(_found[^1].Risk, _found[^1].RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void Names_below_dynamic_services_count_by_themselves()
    {
        for (var i = 0; i < 40; i++) Ask(Generate("letters") + ".ddns.net", NoSuchName);
        Assert.NotEmpty(_found);
    }

    [Fact]
    public void Many_names_of_words_are_worth_a_look_and_no_more()
    {
        for (var i = 0; i < 300; i++) Ask(Words[i % 18] + Words[i / 18 % 18] + ".com", NoSuchName);
        Assert.Equal(Severity.Low, _found.Worst);
    }

    [Fact]
    public void A_crawler_that_meets_dead_domains_is_left_alone()
    {
        for (var i = 0; i < 1_000; i++) Ask(Words[i % 18] + Words[i / 18 % 18] + ".com", i % 10 == 0 ? NoSuchName : NoError);
        Assert.Empty(_found);
    }

    [Fact]
    public void Search_suffixes_browser_probes_and_block_lists_lie_below_one_domain()
    {
        for (var i = 0; i < 500; i++)
        {
            Ask(Generate("letters"), NoSuchName);                                  // a browser tries whether the network lies
            Ask(Generate("letters") + ".corp.contoso.com", NoSuchName);            // with the search suffix
            Ask($"www.site{i}.de.corp.contoso.com", NoSuchName);
            Ask($"{i % 250}.7.51.198.bl.example.org", NoSuchName);                 // a block list that does not list
            Ask($"{i % 250}.1.168.192.in-addr.arpa", NoSuchName);
            Ask(Generate("hexadecimal") + ".local", NoSuchName);
        }
        Assert.Empty(_found);
    }

    [Fact]
    public void What_a_name_server_asks_for_others_is_told_of_them_alone()
    {
        for (var i = 0; i < 60; i++)
        {
            var name = Generate("letters") + ".com";
            Ask(name, NoSuchName, client: "10.0.0.1", server: "9.9.9.9");          // answered before the client is
            Ask(name, NoSuchName);
        }
        Assert.Equal(["10.0.0.5"], _found.Select(finding => finding.Source.ToString()).Distinct());
        for (var i = 0; i < 200; i++) Ask(Generate("letters") + ".com", NoSuchName, client: "10.0.0.1", server: "9.9.9.9"); // nobody asked it for these
        Assert.Contains(_found, finding => finding.Source.ToString() == "10.0.0.1");
    }

    [Fact]
    public void A_slow_trickle_over_days_is_forgotten()
    {
        for (var i = 0; i < 200; i++)
        {
            Ask(Generate("letters") + ".com", NoSuchName);
            _clock += 600;
        }
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("windowsupdate", 3, 4.7)]
    [InlineData("stackoverflow", 3, 4.7)]
    [InlineData("kqxvzjwhtpbr", 6, 10)]
    [InlineData("a8f3c91e07b2d645", 6, 10)]
    public void Letters_surprise_where_nobody_chose_them(string label, double least, double most) => Assert.InRange(LetterPairs.Surprise(label), least, most);

    private string Generate(string kind) => kind switch
    {
        "letters" => Draw(Letters, 8, 15),
        "letters and digits" => Draw(Letters + Digits, 10, 16),
        "hexadecimal" => Draw("0123456789abcdef", 16, 17),
        _ => string.Concat(Enumerable.Range(0, _chance.Next(3, 6)).Select(_ => Draw("bcdfghjklmnpqrstvwxz", 1, 2) + Draw("aeiouy", 1, 2))),
    };

    private string Draw(string from, int least, int most) => string.Concat(Enumerable.Range(0, _chance.Next(least, most)).Select(_ => from[_chance.Next(from.Length)]));

    private void Ask(string name, int answer, string? address = null, string client = "10.0.0.5", string server = "10.0.0.1")
    {
        var at = Timestamp.FromSeconds(_clock += 0.5);
        var asked = new DnsTransactionEvent { Begin = at, TransactionId = 1, Query = name, QueryType = 1, SawQuery = true, SawReply = true, ResponseCode = answer };
        if (address is not null) asked.Addresses = [new DnsAddress(name, IpAddr.Parse(address), TimeSpan.FromMinutes(5))];
        asked.Stamp(at, FlowIdentities.Of(client, server, 53, at), 0);
        _detector.OnEvent(asked, _found);
    }
}
