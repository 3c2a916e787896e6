using NetSensor.Wire;

namespace NetSensor.Events.Indicators;

/// <summary>Indicators, found by a few look-ups each however many there are. Never changes.</summary>
public sealed class IndicatorSet
{
    private readonly Dictionary<IpAddr, Indicator> _addresses = [];
    private readonly List<(int Length, Dictionary<IpAddr, Indicator> Blocks)> _networks = []; // the longest prefixes first
    private readonly Dictionary<string, Indicator> _domains = [];
    private readonly Dictionary<string, Indicator> _urls = [];
    private readonly Dictionary<(IndicatorKind, string), Indicator> _prints = [];
    private readonly Dictionary<string, Indicator>.AlternateLookup<ReadOnlySpan<char>> _domainOf;

    /// <summary>A set of these; of several with one value the first holds, or the one that asks for nothing besides.</summary>
    public IndicatorSet(IEnumerable<Indicator> indicators)
    {
        _domainOf = _domains.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var indicator in indicators)
            if (TryAdd(indicator)) Count++;
        _networks.Sort((a, b) => b.Length.CompareTo(a.Length));
    }

    /// <summary>A set of none.</summary>
    public static IndicatorSet Empty { get; } = new([]);

    /// <summary>Indicators in it.</summary>
    public int Count { get; }

    /// <summary>The indicator of the address, else of the smallest block around it.</summary>
    public Indicator? Find(IpAddr address)
    {
        if (_addresses.TryGetValue(address, out var found)) return found;
        foreach (var (length, blocks) in _networks)
            if (blocks.TryGetValue(Cut(address, length), out found)) return found;
        return null;
    }

    /// <summary>The indicator of the name, else of the nearest domain above it.</summary>
    public Indicator? FindName(ReadOnlySpan<char> name) => _domains.Count > 0 && _domainOf.TryFindNearest(name, out var found) ? found : null;

    /// <summary>The indicator of a URL without scheme ("host/path").</summary>
    public Indicator? FindUrl(string hostAndPath) => _urls.GetValueOrDefault(hostAndPath);

    /// <summary>The indicator of a fingerprint or hash.</summary>
    public Indicator? FindPrint(IndicatorKind kind, string? print) => print is null || _prints.Count == 0 ? null : _prints.GetValueOrDefault((kind, print));

    private bool TryAdd(Indicator indicator)
    {
        switch (indicator.Kind)
        {
            case IndicatorKind.Address: return IpAddr.TryParse(indicator.Value, out var address) && TryAdd(_addresses, address, indicator);
            case IndicatorKind.Network: return IpPrefix.TryParse(indicator.Value, out var prefix) && TryAdd(BlocksOf(prefix.Length), Cut(prefix.Address, prefix.Length), indicator);
            case IndicatorKind.Domain: return TryAdd(_domains, indicator.Value, indicator);
            case IndicatorKind.Url: return TryAdd(_urls, indicator.Value, indicator);
            default: return TryAdd(_prints, (indicator.Kind, indicator.Value), indicator);
        }
    }

    private static bool TryAdd<TKey>(Dictionary<TKey, Indicator> table, TKey key, Indicator indicator) where TKey : notnull
    {
        if (table.TryAdd(key, indicator)) return true;
        var known = table[key];
        if (known.Together.Count == 0) return false;
        table[key] = indicator.Together.Count == 0 ? indicator : known with { Together = [.. known.Together, .. indicator.Together] };
        return false;
    }

    private Dictionary<IpAddr, Indicator> BlocksOf(int length)
    {
        foreach (var (known, blocks) in _networks)
            if (known == length) return blocks;
        var made = new Dictionary<IpAddr, Indicator>();
        _networks.Add((length, made));
        return made;
    }

    private static IpAddr Cut(IpAddr address, int length) => new(address.High & Mask(Math.Min(length, 64)), address.Low & Mask(Math.Max(0, length - 64)));

    private static ulong Mask(int bits) => bits == 0 ? 0 : ulong.MaxValue << (64 - bits);
}
