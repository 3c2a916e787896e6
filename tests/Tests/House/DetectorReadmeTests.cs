using System.Text.RegularExpressions;
using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Host.Config;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.House;

/// <summary>What a detector needs, names and can be told stands in its README.</summary>
public sealed class DetectorReadmeTests
{
    public static TheoryData<string> Detectors => [.. DetectorCatalog.All.Select(entry => entry.Info.Name)];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void A_readme_names_every_event_technique_and_option(string detector)
    {
        var entry = DetectorCatalog.All.Single(entry => entry.Info.Name == detector);
        var readme = ReadmeOf(entry);
        string[] wanted = [.. entry.Info.Needs, .. entry.Info.Techniques.Select(technique => technique.Id), .. OptionsOf(entry)];
        string[] unnamed = [.. wanted.Where(word => !Regex.IsMatch(readme, $@"(?<![\w.]){Regex.Escape(word)}(?![\w]|\.\d)"))];
        Assert.Empty(unnamed);
    }

    private static IEnumerable<string> OptionsOf(DetectorEntry entry) => entry.Defaults.GetType().GetProperties().Where(property => property.CanWrite).Select(property => SnakeCase.Of(property.Name));

    private static string ReadmeOf(DetectorEntry entry) =>
        File.ReadAllText(Path.Combine(Checkout.Folder, "analyzers", entry.Create(null, new DetectorContext()).GetType().Namespace!.Split('.')[^1], "README.md"));
}
