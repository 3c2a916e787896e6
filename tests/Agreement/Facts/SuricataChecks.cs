using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NetSensor.Agreement.Facts;

/// <summary>What Suricata's tests check of its EVE output: <c>checks: - filter: {count, match: {event_type, key: value}}</c> in each test.yaml.</summary>
internal static partial class SuricataChecks
{
    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    /// <summary>The facts of these event types; events that must not be there are none.</summary>
    public static IEnumerable<ExpectedFact> Load(string corpus, IReadOnlySet<string> eventTypes)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(corpus, "suricata-verify"), "test.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Parse(file) is not { } test || CaptureOf(file, test) is not { } capture || Child(test, "checks") is not YamlSequenceNode checks) continue;
            foreach (var filter in checks.OfType<YamlMappingNode>().Select(check => Child(check, "filter")).OfType<YamlMappingNode>())
            {
                if (Child(filter, "match") is not YamlMappingNode match || $"{Child(filter, "count")}" == "0") continue;
                if (!eventTypes.Contains($"{Child(match, "event_type")}")) continue;
                foreach (var (key, value) in match.Children.SelectMany(entry => Leaves($"{entry.Key}", entry.Value)))
                    if (eventTypes.Contains(key.Split('.')[0])) yield return new ExpectedFact("suricata", Path.GetRelativePath(corpus, capture), key, value);
            }
        }
    }

    private static IEnumerable<(string Key, string Value)> Leaves(string key, YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(entry => Leaves($"{key}.{entry.Key}", entry.Value)),
        YamlSequenceNode list => list.Children.SelectMany(item => Leaves(key, item)),
        _ => [(Index().Replace(key, ""), $"{node}")],
    };

    private static string? CaptureOf(string file, YamlMappingNode test)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (Child(test, "pcap") is { } named) return File.Exists(Path.Combine(folder, $"{named}")) ? Path.GetFullPath(Path.Combine(folder, $"{named}")) : null;
        var captures = Directory.GetFiles(folder, "*.pcap*");
        return captures.Length == 1 ? captures[0] : null;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var child) ? child : null;

    private static YamlMappingNode? Parse(string file)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(File.ReadAllText(file)));
            return yaml.Documents[0].RootNode as YamlMappingNode;
        }
        catch (YamlException) // a test that its own tool reads more leniently
        {
            return null;
        }
    }
}
