using System.Collections;
using System.Globalization;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>The rules of <c>rules.tsv</c>, by signal. They never change once read (what is remembered of the last words is only replaced as a whole); any thread may ask.</summary>
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
    private const int LatestTexts = 1 << 10; // a power of two
    private const int FormBits = 1 << 15; // 32 lengths, letters and letters

    private static readonly Lazy<ClassificationRules> Inside = new(ReadEmbedded);

    private readonly Dictionary<string, (TextPattern Pattern, ClassificationRule Rule)[]> _bySignal;
    private readonly Dictionary<string, ClassificationRule> _domains;
    private readonly Dictionary<string, ClassificationRule>.AlternateLookup<ReadOnlySpan<char>> _domainsBySpan;
    private readonly Dictionary<(string Signal, string Port), ClassificationRule> _ports;
    private readonly Matched?[] _latest = new Matched?[LatestTexts];
    private readonly BitArray _domainForms = new(FormBits); // length, first and last letter of each: most names are told apart by these

    private ClassificationRules(IReadOnlyList<ClassificationRule> rules)
    {
        _bySignal = rules.GroupBy(rule => rule.Signal, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(rule => (new TextPattern(rule.Pattern), rule)).ToArray(), StringComparer.Ordinal);
        _domains = rules.Where(rule => rule.Signal == LooksUp).ToDictionary(rule => rule.Pattern, StringComparer.OrdinalIgnoreCase);
        _domainsBySpan = _domains.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var domain in _domains.Keys) _domainForms[FormOf(domain)] = true;
        _ports = rules.Where(rule => rule.Signal is Offers or GoesTo).ToDictionary(rule => (rule.Signal, rule.Pattern));
        PortsGoneTo = [.. rules.Where(rule => rule.Signal == GoesTo).Select(rule => ushort.Parse(rule.Pattern.AsSpan(rule.Pattern.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture))];
        Count = rules.Count;
    }

    /// <summary>The rules that came with the program; read at the first question.</summary>
    public static ClassificationRules Known => Inside.Value;

    private sealed record Matched(string Signal, string Text, IReadOnlyList<Trait> Traits);

    /// <summary>Rules.</summary>
    public int Count { get; }

    /// <summary>Ports of which <see cref="GoesTo"/> knows something, of any transport.</summary>
    public HashSet<ushort> PortsGoneTo { get; }

    /// <summary>What a trait says. Many devices say the same words: what was found for them lately is remembered, each text in a place of its own, which takes turns.</summary>
    public IReadOnlyList<Trait> Matching(string signal, string text)
    {
        if (text.Length == 0) return [];
        ref var latest = ref _latest[text.GetHashCode(StringComparison.Ordinal) & (LatestTexts - 1)];
        if (latest is { } known && known.Signal == signal && known.Text == text) return known.Traits; // read once: another thread may exchange it
        var found = Match(signal, text);
        latest = new Matched(signal, text, found);
        return found;
    }

    private IReadOnlyList<Trait> Match(string signal, string text)
    {
        if (!_bySignal.TryGetValue(signal, out var rules)) return [];
        List<Trait>? found = null;
        foreach (var (pattern, rule) in rules)
            if (pattern.Matches(text)) (found ??= new List<Trait>(1)).Add(new Trait(rule, text));
        return found ?? (IReadOnlyList<Trait>)[];
    }

    /// <summary>What it says that a device looks this name up: the longest domain that is known counts.</summary>
    public ClassificationRule? OfDomain(string name)
    {
        var rest = name.AsSpan().TrimEnd('.');
        while (rest.Length > 0) // ends: each turn takes a label away
        {
            if (_domainForms[FormOf(rest)] && _domainsBySpan.TryGetValue(rest, out var rule)) return rule;
            var dot = rest.IndexOf('.');
            rest = dot < 0 ? [] : rest[(dot + 1)..];
        }
        return null;
    }

    /// <summary>What it says that a device answers at, or goes to, a port ("tcp/9100").</summary>
    public ClassificationRule? OfPort(string signal, string port) => _ports.GetValueOrDefault((signal, port));

    /// <summary>Letters of either case alike, and all that are not ASCII: what compares as equal must not differ here.</summary>
    private static int FormOf(ReadOnlySpan<char> domain) => (domain.Length * 1024 + (Folded(domain[0]) * 32) + Folded(domain[^1])) & (FormBits - 1);

    private static int Folded(char letter) => letter >= 0x80 ? 0 : letter & 0x1F;

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
