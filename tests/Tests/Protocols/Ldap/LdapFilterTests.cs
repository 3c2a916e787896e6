using NetSensor.Protocols.Asn1;
using NetSensor.Protocols.Ldap;
using static NetSensor.Tests.Protocols.Ldap.LdapMessages;

namespace NetSensor.Tests.Protocols.Ldap;

public sealed class LdapFilterTests
{
    private static string? Of(byte[] bytes)
    {
        var reader = new DerReader(bytes);
        return LdapFilter.Read(ref reader);
    }

    [Fact] public void Lists_of_three_are_folded_in_pairs() =>
        Assert.Equal("(|(|(a=1)(b=2))(c=3))", Of(Tlv(0xa1, Equal("a", "1"), Equal("b", "2"), Equal("c", "3"))));

    [Fact] public void A_list_of_one_stays_a_list() => Assert.Equal("(|(a=1))", Of(Tlv(0xa1, Equal("a", "1"))));

    [Fact] public void Not_and_present() => Assert.Equal("(!(mail=*))", Of(Tlv(0xa2, Text(0x87, "mail"))));

    [Theory]
    [InlineData(0xa5, "(a>=1)")]
    [InlineData(0xa6, "(a<=1)")]
    [InlineData(0xa8, "(a~=1)")]
    public void Comparisons(byte tag, string text) => Assert.Equal(text, Of(Tlv(tag, Text(4, "a"), Text(4, "1"))));

    [Fact] public void Substrings_have_stars_between_them() =>
        Assert.Equal("(cn=ab*cd*ef)", Of(Tlv(0xa4, Text(4, "cn"), Tlv(0x30, Text(0x80, "ab"), Text(0x81, "cd"), Text(0x82, "ef")))));

    [Fact] public void Substrings_without_begin_and_end() => Assert.Equal("(cn=*cd*)", Of(Tlv(0xa4, Text(4, "cn"), Tlv(0x30, Text(0x81, "cd")))));

    [Fact] public void A_matching_rule_stands_behind_its_attribute() => Assert.Equal("(userAccountControl:1.2.840.113556.1.4.803:=4194304)",
        Of(Tlv(0xa9, Text(0x81, "1.2.840.113556.1.4.803"), Text(0x82, "userAccountControl"), Text(0x83, "4194304"))));

    [Fact] public void A_domain_is_named_by_its_identifier() => Assert.Equal("(DomainSid=S-1-5-21-1-2-3)",
        Of(Equal("DomainSid", [1, 4, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0])));

    [Fact] public void A_filter_that_is_cut_says_so() => Assert.Equal("(&(a=1)…)", Of(Tlv(0xa0, Equal("a", "1"), [0xa3, 9, 4])));

    [Fact]
    public void A_filter_that_nests_without_end_is_cut()
    {
        var filter = Equal("a", "1");
        for (var i = 0; i < 200; i++) filter = Tlv(0xa2, filter);
        Assert.Contains("…", Of(filter), StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_of_a_hundred_thousand_names_is_cut()
    {
        var many = Enumerable.Repeat(Equal("a", "12345678"), 4000).ToArray();
        Assert.InRange(Of(Tlv(0xa1, many))!.Length, 4096, 4097);
    }
}
