using NetSensor.Enrichment.Inventory;
using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Events;
using static NetSensor.Tests.Enrichment.Inventory.HostStory;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>What devices are taken for, by their traits.</summary>
public sealed class ClassifierTests
{
    private static Classification Classify(params (HostFactKind Kind, string Value, string Source)[] said) =>
        Classifier.Classify([.. said.Select(fact => new DeviceClaim(fact.Kind, fact.Value, fact.Source, default, At(0)) { Traits = Traits.Of(fact.Kind, fact.Value, fact.Source) })]);

    [Fact]
    public void Nothing_follows_from_nothing()
    {
        var known = Classify();
        Assert.Equal((null, null, 0), (known.Kind.Value, known.Vendor.Value, known.Reasons.Count));
    }

    [Theory]
    [InlineData("dhcp", HostFactKind.Name, "NPI4F2A11", "printer", "HP")]
    [InlineData("dhcp", HostFactKind.Name, "SEP001122334455", "voip phone", "Cisco")]
    [InlineData("dhcp", HostFactKind.Name, "Alices-iPhone", "phone", "Apple")]
    [InlineData("dhcp", HostFactKind.Attribute, "vendor_class=AXIS,Network Camera,P3245", "camera", "Axis")]
    [InlineData("mdns", HostFactKind.Service, "_sonos._tcp", "speaker", "Sonos")]
    [InlineData("mdns", HostFactKind.Model, "AppleTV6,2", "tv", "Apple")]
    [InlineData("ssdp", HostFactKind.Software, "Linux/3.14.0 UPnP/1.0 IpBridge/1.56.0", "hub", "Philips Hue")]
    [InlineData("lldp", HostFactKind.Software, "Cisco NX-OS(tm) n9000, Software", "switch", "Cisco")]
    [InlineData("oui", HostFactKind.Vendor, "Synology Incorporated", "nas", "Synology")]
    [InlineData("s7comm", HostFactKind.Model, "6ES7 315-2EH14-0AB0", "plc", "Siemens")]
    [InlineData("http", HostFactKind.Software, "Mozilla/5.0 (PlayStation 4 9.00) AppleWebKit/605", "game console", "Sony")]
    public void One_telling_trait_is_enough(string source, HostFactKind kind, string value, string device, string vendor)
    {
        var known = Classify((kind, value, source));
        Assert.Equal((device, vendor), (known.Kind.Value, known.Vendor.Value));
        Assert.NotEmpty(known.Reasons);
    }

    [Fact]
    public void A_workstation_with_an_app_for_lamps_is_no_lamp()
    {
        var rule = ClassificationRules.Known.OfDomain("www.meethue.com");
        Assert.NotNull(rule);
        var app = new DeviceClaim(HostFactKind.Attribute, "looks_up=meethue.com", "dns", default, At(0)) { Traits = [new Trait(rule, "meethue.com")] };
        DeviceClaim[] windows =
        [
            Claim(HostFactKind.Attribute, "vendor_class=MSFT 5.0", "dhcp"), Claim(HostFactKind.Name, "DESKTOP-AB12CD3", "dhcp"), Claim(HostFactKind.OperatingSystem, "Windows", "tcp"),
        ];
        Assert.Equal("workstation", Classifier.Classify([.. windows, app]).Kind.Value);
    }

    [Fact]
    public void A_maker_of_modules_is_not_the_maker_of_the_thing()
    {
        var known = Classify((HostFactKind.Vendor, "Espressif Inc.", "oui"), (HostFactKind.Name, "shelly1-AABBCC", "dhcp"));
        Assert.Equal(("plug", "Shelly"), (known.Kind.Value, known.Vendor.Value));
        Assert.Null(Classify((HostFactKind.Vendor, "Espressif Inc.", "oui")).Vendor.Value);
    }

    [Fact]
    public void Several_traits_make_surer_and_a_contradiction_less_sure()
    {
        var one = Classify((HostFactKind.Name, "nas", "dhcp")).Kind.Confidence;
        var two = Classify((HostFactKind.Name, "nas", "dhcp"), (HostFactKind.Service, "_adisk._tcp", "mdns")).Kind.Confidence;
        var torn = Classify((HostFactKind.Name, "nas", "dhcp"), (HostFactKind.Service, "_ipp._tcp", "mdns")).Kind.Confidence;
        Assert.True(two > one, $"{two} > {one}");
        Assert.True(torn < two, $"{torn} < {two}");
    }

    [Fact]
    public void A_version_that_the_system_tells_itself_counts_more_than_its_stack()
    {
        var known = Classify((HostFactKind.OperatingSystem, "Windows", "tcp"), (HostFactKind.OperatingSystem, "Windows 10.0.19041", "ntlm"));
        Assert.Equal("Windows 10.0.19041", known.OperatingSystem.Value);
    }

    [Theory]
    [InlineData("Belkin International Inc.", "Belkin")]
    [InlineData("David Electronics Co., LTD.", "David")]
    [InlineData("Apple, Inc.", "Apple")]
    [InlineData("Co.", "Co")]
    public void Makers_are_called_as_people_call_them(string registered, string name) => Assert.Equal(name, MakerNames.Shorten(registered));

    [Fact]
    public void Every_rule_is_whole_and_says_something()
    {
        var rules = ClassificationRules.Known;
        Assert.True(rules.Count > 1000, $"{rules.Count}");
        Assert.NotNull(rules.OfDomain("a.b.tplinkcloud.com."));
        Assert.Null(rules.OfDomain("nottplinkcloud.com"));
        Assert.NotNull(rules.OfPort(ClassificationRules.Offers, "tcp/9100"));
    }

    private static DeviceClaim Claim(HostFactKind kind, string value, string source) => new(kind, value, source, default, At(0)) { Traits = Traits.Of(kind, value, source) };
}
