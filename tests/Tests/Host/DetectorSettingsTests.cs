using System.Text.Json;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Beaconing;
using NetSensor.Host.Commands;
using NetSensor.Host.Config;

namespace NetSensor.Tests.Host;

/// <summary>Detectors are set by the options that they declare, and explain themselves by their docstrings.</summary>
public sealed class DetectorSettingsTests
{
    public static TheoryData<string> Names => [.. DetectorCatalog.All.Select(entry => entry.Info.Name)];

    [Fact]
    public void Options_are_read_over_those_that_hold_when_nobody_says()
    {
        var choice = Read("detectors:\n  beaconing:\n    minimum_check_ins: 20\n    maximum_p_value: 1e-6\n    minimum_period: 90s\n");
        var expected = new BeaconOptions { MinimumCheckIns = 20, MaximumPValue = 1e-6, MinimumPeriod = TimeSpan.FromSeconds(90) };
        Assert.Equal(expected, choice.Options["beaconing"]);
        Assert.Equal(new BeaconOptions(), DetectorCatalog.All.Single(entry => entry.Info.Name == "beaconing").Defaults); // nobody else's change
    }

    [Fact]
    public void A_detector_that_is_not_enabled_is_not_made()
    {
        var made = DetectorCatalog.CreateAll(choice: Read("detectors: {beaconing: {enabled: false}}")).Select(detector => detector.Info.Name).ToList();
        Assert.Equal(DetectorCatalog.All.Select(entry => entry.Info.Name).Where(name => name != "beaconing"), made);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_option_of_every_detector_can_be_set_and_says_what_it_means(string name)
    {
        var entry = DetectorCatalog.All.Single(entry => entry.Info.Name == name);
        foreach (var option in OptionProperty.Of(entry.Defaults))
        {
            Assert.True(OptionTexts.Of(option).Length > 20, $"{name}.{option.Name} has no docstring that says what it means");
            if (option.Kind == OptionKind.Block || option.Standard is null) continue;
            var read = Read($"detectors: {{{name}: {{{option.Name}: {Quoted(option)}}}}}").Options[name];
            Assert.Equal(option.Standard, option.In(read));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_detector_is_listed_with_all_of_its_options(string name)
    {
        var entry = DetectorCatalog.All.Single(entry => entry.Info.Name == name);
        using var output = new MemoryStream();
        DetectorListing.WriteJson([entry], output);
        var listed = JsonDocument.Parse(output.ToArray()).RootElement[0];
        var names = listed.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("name").GetString());
        Assert.Equal(OptionProperty.Of(entry.Defaults).Select(option => option.Name), names);
        Assert.Equal(entry.Info.Summary, listed.GetProperty("summary").GetString());
        Assert.All(entry.Info.Techniques, technique => Assert.Contains($"ATT&CK   {technique.Id} {technique.Name}", DetectorListing.Text([entry])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_means_the_same_has_the_same_name_with_every_detector(string name)
    {
        string[] otherNames = ["^(least|fewest|min)_", "^(most|largest|max)_", "^learn_for$|^learning_(time|days)$", "_half_life$", "_(proportion|fraction|ratio_of)$"];
        foreach (var option in OptionProperty.Of(DetectorCatalog.All.Single(entry => entry.Info.Name == name).Defaults))
            Assert.All(otherNames, other => Assert.DoesNotMatch(other, option.Name)); // minimum_, maximum_, learning_period, half_life, _share
    }

    private static string Quoted(OptionProperty option) =>
        option.Kind == OptionKind.Text ? $"'{option.Write(option.Standard)}'" : option.Write(option.Standard);

    private static DetectorChoice Read(string yaml) => ConfigReader.Parse("c.yaml", yaml).Detectors;
}
