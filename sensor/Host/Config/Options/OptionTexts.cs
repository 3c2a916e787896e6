using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NetSensor.Host.Config;

/// <summary>What options mean, in the words of their docstrings: the compiler's documentation files, embedded in the program when it is built.</summary>
internal static partial class OptionTexts
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(ReadAll);

    /// <summary>The description of an option, one paragraph; empty when its docstring is missing.</summary>
    public static string Of(OptionProperty option) => Summaries.Value.GetValueOrDefault($"P:{option.Source.Record}.{option.Source.Option}", "");

    private static Dictionary<string, string> ReadAll()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var program = typeof(OptionTexts).Assembly;
        foreach (var file in program.GetManifestResourceNames().Where(name => name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var stream = program.GetManifestResourceStream(file)!;
            foreach (var member in XDocument.Load(stream).Descendants("member"))
                if (member.Element("summary") is { } summary) texts[(string)member.Attribute("name")!] = Plain(summary);
        }
        return texts;
    }

    /// <summary>The text without its markup; what it refers to is named as in the configuration.</summary>
    private static string Plain(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement element when (string?)element.Attribute("cref") is { } target => SnakeCase.Of(target[(target.LastIndexOf('.') + 1)..]),
        XElement element => element.Value,
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
