using System.Text.RegularExpressions;
using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Host.Config;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.House;

/// <summary>What a detector's README says of needs, techniques and options is what its code says.</summary>
public sealed partial class DetectorReadmeTests
{
    public static TheoryData<string> Detectors => [.. DetectorCatalog.All.Select(entry => entry.Info.Name)];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void A_readme_names_every_event_technique_and_option(string detector)
    {
        var entry = DetectorCatalog.All.Single(entry => entry.Info.Name == detector);
        var readme = ReadmeOf(entry);
        string[] wanted = [.. entry.Info.Needs, .. entry.Info.Techniques.Select(technique => technique.Id), .. OptionsOf(entry)];
        Assert.Empty(wanted.Where(word => !Regex.IsMatch(readme, $@"(?<![\w.]){Regex.Escape(word)}(?![\w]|\.\d)")));
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void A_readme_names_no_option_that_is_not(string detector)
    {
        var entry = DetectorCatalog.All.Single(entry => entry.Info.Name == detector);
        var said = ReadmeOf(entry).Split('\n').Where(line => line.StartsWith("**Options.**", StringComparison.Ordinal) || line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.StartsWith('|') ? OptionName().Matches(line).Take(1) : OptionName().Matches(line)).Select(match => match.Groups[1].Value);
        Assert.Empty(said.Except(OptionsOf(entry)));
    }

    private static IEnumerable<string> OptionsOf(DetectorEntry entry) => entry.Defaults.GetType().GetProperties().Where(property => property.CanWrite).Select(property => SnakeCase.Of(property.Name));

    private static string ReadmeOf(DetectorEntry entry) =>
        File.ReadAllText(Path.Combine(Checkout.Folder, "analyzers", entry.Create(null, new DetectorContext()).GetType().Namespace!.Split('.')[^1], "README.md"));

    [GeneratedRegex("`([a-z]+(?:_[a-z]+)+)`")]
    private static partial Regex OptionName();
}
