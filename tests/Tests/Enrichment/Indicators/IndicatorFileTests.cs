using System.Text;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Indicators;
using NetSensor.Events.Indicators;
using NetSensor.Tests.Capture;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Indicators;

public sealed class IndicatorFileTests
{
    private const string Sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void A_plain_list_shows_what_each_value_is()
    {
        var list = Parse($"# seen in March\n198.51.100.7\n198.51.100.0/24\n2001:db8::1\nevil[.]example\nhxxp://Evil.example/a/B?c=1\nt13d1516h2_8daaf6152771_02713d6af862\n"
            + $"72a589da586844d7f0818ce684948eea\n{Sha256}\n");
        Assert.Empty(list.Faults);
        Assert.Equal(
            ["Address 198.51.100.7", "Network 198.51.100.0/24", "Address 2001:db8::1", "Domain evil.example", "Url evil.example/a/B?c=1",
                "Ja4 t13d1516h2_8daaf6152771_02713d6af862", "Ja3 72a589da586844d7f0818ce684948eea", $"Certificate {Sha256}"],
            list.Indicators.Select(indicator => $"{indicator.Kind} {indicator.Value}"));
    }

    [Fact]
    public void A_header_says_where_things_stand()
    {
        var list = Parse("first_seen,ioc_type,ioc_value,malware,confidence_level\n2026-01-01,domain,\"evil.example\",\"Emotet, epoch 5\",75\n2026-01-01,sha256_hash,x,y,50\n");
        var only = Assert.Single(list.Indicators);
        Assert.Equal(("evil.example", "Emotet, epoch 5", 75), (only.Value, only.Label, only.Confidence));
        Assert.Equal("list.csv", only.List);
    }

    [Fact]
    public void A_column_of_fingerprints_holds_nothing_else()
    {
        var list = Parse("# Listingdate,SHA1,Listingreason\n"); // header of a comment without a kind that we know: nothing
        Assert.Empty(list.Indicators);
        list = Parse("ja3_md5,Firstseen,Lastseen,Listingreason\nb386946a5a44d1ddcc843bc75336dfce,2017,2019,Dridex\n");
        Assert.Equal((IndicatorKind.Ja3, "Dridex"), (list.Indicators[0].Kind, list.Indicators[0].Label));
    }

    [Fact]
    public void A_fault_is_told_with_its_line_and_the_rest_is_used()
    {
        var list = Parse("198.51.100.7\nnot a value at all!\n999.1.2.3/44\nevil.example\n");
        Assert.Equal(2, list.Indicators.Count);
        Assert.Equal([2, 3], list.Faults.Select(fault => fault.Line));
        Assert.StartsWith("list.csv:2: 'not' is no address", list.Faults[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "objects": [ { "type": "indicator", "pattern": "[ipv4-addr:value = '198.51.100.7']", "confidence": "high" }, { "type": "indicator", "pattern": "[domain-name:value = 'evil.example']" } ] }""")]
    [InlineData("""{ "objects": [ { "type": "indicator", "pattern": "\ud800" }, { "type": "indicator", "pattern": "[domain-name:value = 'evil.example']" } ] }""")]
    [InlineData("""{ "Attribute": [ { "type": "domain", "value": "\udc00", "to_ids": true }, { "type": "domain", "value": "evil.example", "to_ids": true } ] }""")]
    [InlineData("""{ "Object": [ { "Attribute": [ 1 ] }, { "Attribute": [ { "type": "domain", "value": "evil.example", "to_ids": true } ] } ] }""")]
    public void An_entry_with_a_value_of_another_kind_or_half_a_letter_costs_itself(string text)
    {
        var list = Parse(text);
        Assert.Equal("evil.example", Assert.Single(list.Indicators).Value);
        Assert.Equal(1, Assert.Single(list.Faults).Line);
    }

    [Fact]
    public void A_file_that_is_no_list_at_all_leaves_few_faults()
    {
        var list = Parse(string.Concat(Enumerable.Repeat("!\n", 20_000)));
        Assert.Equal((10_000, 10_000), (list.Faults.Count, list.Ignored));
    }

    [Fact]
    public void A_bundle_of_STIX_gives_its_patterns()
    {
        var list = Parse("""
            { "type": "bundle", "objects": [
              { "type": "identity", "name": "somebody" },
              { "type": "indicator", "pattern_type": "stix", "name": "C2", "confidence": 85, "valid_until": "2027-01-01T00:00:00Z",
                "pattern": "[ipv4-addr:value = '198.51.100.7' OR ipv4-addr:value = '198.51.100.0/28'] AND [domain-name:value IN ('evil.example', 'worse.example')]" },
              { "type": "indicator", "pattern_type": "stix", "pattern": "[x509-certificate:hashes.'SHA-1' = '6EA7FE2BBB5DA5D4D1EFBC3B8EC3D8A8E8C6F9D1' AND network-traffic:dst_port = 443]" },
              { "type": "indicator", "pattern_type": "stix", "pattern": "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']" },
              { "type": "indicator", "pattern_type": "yara", "pattern": "rule x {}" },
              { "type": "indicator", "pattern_type": "stix", "pattern": "[ipv4-addr:value LIKE '198.51.%']" }
            ] }
            """);
        Assert.Equal(["198.51.100.7", "198.51.100.0/28", "evil.example", "worse.example", "6ea7fe2bbb5da5d4d1efbc3b8ec3d8a8e8c6f9d1"], list.Indicators.Select(indicator => indicator.Value));
        Assert.Equal(("C2", 85, 1_798_761_600L), (list.Indicators[0].Label, list.Indicators[0].Confidence, list.Indicators[0].ValidUntil));
        Assert.Equal(2, list.Ignored);
        Assert.Equal(8, Assert.Single(list.Faults).Line);
    }

    [Theory]
    [InlineData("[ipv4-addr:value = '198.51.100.7' AND network-traffic:dst_port = 8443]", "198.51.100.7+8443")]
    [InlineData("[domain-name:value = 'evil.example' AND url:value = 'http://evil.example/gate']", "evil.example/gate+evil.example")]
    [InlineData("[(ipv4-addr:value = '198.51.100.7' OR ipv4-addr:value = '198.51.100.8') AND network-traffic:dst_port IN (80, 81)]", "198.51.100.7+80", "198.51.100.7+81", "198.51.100.8+80", "198.51.100.8+81")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24' AND network-traffic:protocols[*] = 'tcp']", "198.51.100.0/24")]
    [InlineData("[domain-name:value = 'evil.example' AND domain-name:resolves_to_refs[*].value = '198.51.100.7']", "198.51.100.7+evil.example")]
    [InlineData("[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e' AND domain-name:value = 'benign.example']")]
    [InlineData("[network-traffic:dst_port = 443]")]
    public void What_AND_joins_belongs_together(string pattern, params string[] expected)
    {
        var list = Parse($$"""{ "objects": [ { "type": "indicator", "pattern_type": "stix", "pattern": "{{pattern}}" } ] }""");
        Assert.Empty(list.Faults);
        Assert.Equal(expected, list.Indicators.Select(indicator => string.Join('+', [indicator.Value, .. indicator.Together.SelectMany(all => all).Select(condition => condition.Value)])));
    }

    [Fact]
    public void An_order_in_time_is_left_out_and_told_once()
    {
        const string ordered = """{ "type": "indicator", "pattern": "[domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value = 'b.example']" }""";
        var list = Parse($$"""{ "objects": [ {{ordered}}, {{ordered}}, { "type": "indicator", "pattern": "[domain-name:value = 'c.example']" } ] }""");
        Assert.Equal("c.example", Assert.Single(list.Indicators).Value);
        Assert.Contains("FOLLOWEDBY (one thing after the other) is not supported", Assert.Single(list.Faults).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_MISP_gives_what_is_meant_for_detection()
    {
        var list = Parse("""
            { "Event": { "info": "Campaign X", "Attribute": [
                { "type": "ip-dst", "value": "198.51.100.7", "to_ids": true },
                { "type": "ip-dst|port", "value": "198.51.100.8|443", "to_ids": true, "comment": "panel" },
                { "type": "domain", "value": "benign.example", "to_ids": false },
                { "type": "md5", "value": "d41d8cd98f00b204e9800998ecf8427e", "to_ids": true },
                { "type": "domain", "value": "!", "to_ids": true } ],
              "Object": [ { "name": "x509", "Attribute": [ { "type": "x509-fingerprint-sha1", "value": "6ea7fe2bbb5da5d4d1efbc3b8ec3d8a8e8c6f9d1", "to_ids": true } ] } ] } }
            """);
        Assert.Equal(["198.51.100.7", "198.51.100.8", "6ea7fe2bbb5da5d4d1efbc3b8ec3d8a8e8c6f9d1"], list.Indicators.Select(indicator => indicator.Value));
        Assert.Equal(["Campaign X", "panel", "Campaign X"], list.Indicators.Select(indicator => indicator.Label));
        Assert.Equal((1, 6), (list.Ignored, Assert.Single(list.Faults).Line));
    }

    [Fact]
    public void A_cut_file_gives_what_stands_before_the_cut()
    {
        const string whole = """{"objects":[{"type":"indicator","pattern":"[domain-name:value = 'evil.example']"},{"type":"indicator","pattern":"[domain-name:value = 'worse.example']"}]}""";
        for (var length = 1; length < whole.Length; length++)
        {
            var list = Parse(whole[..length]);
            Assert.All(list.Indicators, indicator => Assert.Contains(indicator.Value, (string[])["evil.example", "worse.example"]));
        }
        Assert.Single(Parse(whole[..^20]).Faults);
        Assert.Equal("evil.example", Assert.Single(Parse(whole[..^20]).Indicators).Value);
    }

    [Theory]
    [InlineData("[a:b = 'x' OR ")]
    [InlineData("[(((")]
    [InlineData("[a:b IN ('x', ")]
    [InlineData("[a:b = 'x\\")]
    [InlineData("")]
    [InlineData("[NOT a:b = 'x']")]
    public void Broken_patterns_end(string pattern) => StixPattern.TryRead(pattern, out _, out _);

    [Fact]
    public void A_set_finds_addresses_in_the_smallest_block_and_names_below_domains()
    {
        var set = new IndicatorSet(Parse("198.51.0.0/16\n198.51.100.0/24\n2001:db8::/32\nevil.example\n").Indicators);
        Assert.Equal("198.51.100.0/24", set.Find(IpAddr.Parse("198.51.100.9"))?.Value);
        Assert.Equal("198.51.0.0/16", set.Find(IpAddr.Parse("198.51.7.9"))?.Value);
        Assert.Equal("2001:db8::/32", set.Find(IpAddr.Parse("2001:db8:1::9"))?.Value);
        Assert.Null(set.Find(IpAddr.Parse("198.52.0.1")));
        Assert.Equal("evil.example", set.FindName("a.b.evil.example.")?.Value);
        Assert.Null(set.FindName("notevil.example"));
        Assert.Equal(4, set.Count);
    }

    [Fact]
    public void Reloading_exchanges_all_at_once_and_keeps_what_can_no_longer_be_read()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "a.txt");
        File.WriteAllText(file, "evil.example\n");
        var lists = new IndicatorLists([file]);
        File.WriteAllText(file, "evil.example\nworse.example\n");
        Assert.Equal(1, lists.Current.Count);
        Assert.Empty(lists.Reload());
        Assert.Equal(2, lists.Current.Count);
        File.WriteAllText(file, """{"objects":[{"type":"indicator","pattern":"[domain-name:value = 'evil.example']"},{"type":""");
        Assert.Contains("stays as it was", Assert.Single(lists.Reload()), StringComparison.Ordinal);
        Assert.Equal(2, lists.Current.Count); // half a file is none
        File.Delete(file);
        Assert.Contains("stays as it was", Assert.Single(lists.Reload()), StringComparison.Ordinal);
        Assert.Equal(2, lists.Current.Count);
        Assert.Throws<EnrichmentException>(() => new IndicatorLists([file]));
    }

    private static IndicatorList Parse(string text) => IndicatorFile.Parse("list.csv", Encoding.UTF8.GetBytes(text));
}
