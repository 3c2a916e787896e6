using System.Text.RegularExpressions;
using NetSensor.Analyzers;
using NetSensor.Host.Config;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>The example that people start from tells the truth.</summary>
public sealed partial class ExampleConfigTests
{
    [Fact]
    public void The_file_in_docs_is_what_the_program_prints() =>
        Assert.True(ExampleConfig.Text == File.ReadAllText(Path.Combine(Checkout.Folder, "docs", "netsensor.yaml")),
            "docs/netsensor.yaml is out of step: ./netsensor check-config --example > docs/netsensor.yaml");

    [Fact]
    public void As_it_stands_it_changes_nothing()
    {
        var config = ConfigReader.Parse("netsensor.yaml", ExampleConfig.Text);
        Assert.Equal(new SensorConfig().Flows, config.Flows);
        Assert.Equal(new SensorConfig().Home, config.Home);
        Assert.All(DetectorCatalog.All, entry => Assert.Equal(entry.Defaults, config.Detectors.Options[entry.Info.Name]));
    }

    [Fact]
    public void With_every_setting_taken_in_it_is_right_and_says_what_holds_without_it()
    {
        var config = ConfigReader.Parse("netsensor.yaml", Commented().Replace(ExampleConfig.Text, "$1$2"));
        Assert.Equal(new SensorConfig().Flows, config.Flows);
        Assert.Empty(config.Detectors.Silent);
        foreach (var entry in DetectorCatalog.All)
            foreach (var option in OptionProperty.Of(entry.Defaults))
                Assert.Equal(option.Standard, option.In(config.Detectors.Options[entry.Info.Name]));
    }

    [Fact]
    public void Its_exception_is_right()
    {
        var exception = Assert.Single(ConfigReader.Parse("netsensor.yaml", OfAList().Replace(ExampleConfig.Text, "  $1 ")).Exceptions);
        Assert.Equal(("nightly backup", 2, 2, 1), (exception.Name, exception.Techniques.Count, exception.Source.Addresses.Count, exception.Destination.Ports.Count));
    }

    [Fact]
    public void No_setting_is_missing() =>
        Assert.All(ConfigReader.Settings, key => Assert.Matches(new Regex($"^#?{key}:", RegexOptions.Multiline), ExampleConfig.Text));

    [GeneratedRegex("^  #([- ]) (?=[a-z_]+:)", RegexOptions.Multiline)]
    private static partial Regex OfAList();

    [GeneratedRegex("^( *)#([a-z_]+:)", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
