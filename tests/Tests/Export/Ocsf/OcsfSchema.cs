using NetSensor.Tests.Support;

namespace NetSensor.Tests.Export.Ocsf;

/// <summary>The facts of <c>ocsf-1.8.0.tsv</c>.</summary>
internal sealed class OcsfSchema
{
    private readonly Dictionary<string, Dictionary<string, Attribute>> _objects = [];
    private readonly Dictionary<string, string[]> _atLeastOne = [];

    private OcsfSchema()
    {
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Folder, "tests", "Tests", "Export", "Ocsf", "ocsf-1.8.0.tsv")).Where(line => !line.StartsWith('#')))
        {
            var cells = line.Split('\t');
            if (cells[1] == "*") _atLeastOne[cells[0]] = cells[3].Split(' ');
            else Of(cells[0])[cells[1]] = new Attribute(cells[2].TrimEnd(']', '['), cells[2].EndsWith("[]", StringComparison.Ordinal), cells[3] == "required", Captions(cells.ElementAtOrDefault(4)));
        }
    }

    public static OcsfSchema Version18 { get; } = new();

    internal sealed record Attribute(string Type, bool IsArray, bool IsRequired, IReadOnlyDictionary<long, string>? Captions);

    public bool Knows(string type) => _objects.ContainsKey(type);

    public IReadOnlyDictionary<string, Attribute> AttributesOf(string type) => _objects[type];

    public IReadOnlyList<string> AtLeastOneOf(string type) => _atLeastOne.GetValueOrDefault(type, []);

    private Dictionary<string, Attribute> Of(string type) => _objects.TryGetValue(type, out var known) ? known : _objects[type] = [];

    private static Dictionary<long, string>? Captions(string? text) =>
        text?.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => long.Parse(pair[0]), pair => pair[1]);
}
