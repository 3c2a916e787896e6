using System.Globalization;
using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>The rules of <c>rules.tsv</c>, by signal. Never change once read; any thread may ask.</summary>
internal sealed class ClassificationRules
{
    /// <summary>Signal whose patterns are domains, with everything below them.</summary>
    public const string LooksUp = "looks_up";
    /// <summary>Signal whose patterns are ports at which a device answers.</summary>
    public const string Offers = "offers";
    /// <summary>Signal whose patterns are ports to which a device goes.</summary>
    public const string GoesTo = "goes_to";
    /// <summary>Signal of registered makers of hardware.</summary>
    public const string Maker = "oui";

    private const string Embedded = "classification-rules.tsv";
    private const int Columns = 7;

    private static readonly Lazy<ClassificationRules> Inside = new(ReadEmbedded);

    private readonly Dictionary<string, (TextPattern Pattern, ClassificationRule Rule)[]> _bySignal;
    private readonly Dictionary<string, ClassificationRule> _domains;
    private readonly Dictionary<string, ClassificationRule>.AlternateLookup<ReadOnlySpan<char>> _domainsBySpan;
    private readonly Dictionary<(string Signal, string Port), ClassificationRule> _ports;

    private ClassificationRules(IReadOnlyList<ClassificationRule> rules)
    {
        _bySignal = rules.GroupBy(rule => rule.Signal, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(rule => (new TextPattern(rule.Pattern), rule)).ToArray(), StringComparer.Ordinal);
        _domains = rules.Where(rule => rule.Signal == LooksUp).ToDictionary(rule => rule.Pattern, StringComparer.OrdinalIgnoreCase);
        _domainsBySpan = _domains.GetAlternateLookup<ReadOnlySpan<char>>();
        _ports = rules.Where(rule => rule.Signal is Offers or GoesTo).ToDictionary(rule => (rule.Signal, rule.Pattern));
        PortsGoneTo = [.. rules.Where(rule => rule.Signal == GoesTo).Select(rule => ushort.Parse(rule.Pattern.AsSpan(rule.Pattern.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture))];
        Count = rules.Count;
    }

    /// <summary>The rules that came with the program; read at the first question.</summary>
    public static ClassificationRules Known => Inside.Value;

    /// <summary>Rules.</summary>
    public int Count { get; }

    /// <summary>Ports of which <see cref="GoesTo"/> knows something, of any transport.</summary>
    public HashSet<ushort> PortsGoneTo { get; }

    /// <summary>What a trait says.</summary>
    public IReadOnlyList<Trait> Matching(string signal, string text)
    {
        if (text.Length == 0 || !_bySignal.TryGetValue(signal, out var rules)) return [];
        List<Trait>? found = null;
        foreach (var (pattern, rule) in rules)
            if (pattern.Matches(text)) (found ??= new List<Trait>(1)).Add(new Trait(rule, text));
        return found ?? (IReadOnlyList<Trait>)[];
    }

    /// <summary>What it says that a device looks this name up: the longest domain that is known counts.</summary>
    public ClassificationRule? OfDomain(string name) => _domainsBySpan.TryFindNearest(name, out var rule) ? rule : null;

    /// <summary>What it says that a device answers at, or goes to, a port ("tcp/9100").</summary>
    public ClassificationRule? OfPort(string signal, string port) => _ports.GetValueOrDefault((signal, port));

    private static ClassificationRules ReadEmbedded()
    {
        using var stream = typeof(ClassificationRules).Assembly.GetManifestResourceStream(Embedded)!;
        using var text = new StreamReader(stream);
        var rules = new List<ClassificationRule>();
        while (text.ReadLine() is { } line) // ends: with the file
            if (line.Length > 0 && line[0] != '#') rules.Add(Read(line));
        return new ClassificationRules(rules);
    }

    private static ClassificationRule Read(string line)
    {
        var parts = line.Split('\t');
        if (parts.Length != Columns) throw new FormatException($"{Embedded}: '{line}' has {parts.Length} columns, not {Columns}");
        return new ClassificationRule(parts[0], parts[1], Unless(parts[2]), Unless(parts[3]), Unless(parts[4]), Unless(parts[5]), double.Parse(parts[6], CultureInfo.InvariantCulture));
    }

    private static string? Unless(string text) => text.Length == 0 ? null : text;
}
