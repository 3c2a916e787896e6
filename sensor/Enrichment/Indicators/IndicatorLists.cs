using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>The lists that are in use. <see cref="Reload"/> reads all files anew and exchanges the whole set at once; a file that cannot be read keeps what it held before.</summary>
public sealed class IndicatorLists : IIndicatorSource
{
    private IReadOnlyList<string> _paths;
    private readonly Dictionary<string, IndicatorList> _lists = [];
    private volatile IndicatorSet _current = IndicatorSet.Empty;

    /// <summary>Reads these files.</summary>
    /// <exception cref="EnrichmentException">One cannot be read at all.</exception>
    public IndicatorLists(IReadOnlyList<string> paths)
    {
        _paths = paths;
        foreach (var path in paths) _lists[path] = IndicatorFile.Read(path);
        Exchange();
    }

    /// <inheritdoc/>
    public IndicatorSet Current => _current;

    /// <summary>Reads all files anew; what could not be read. Detectors see the new set with the next event, and look back over what they remember.</summary>
    /// <param name="paths">The files that are named now; those of before when nobody says.</param>
    public IReadOnlyList<string> Reload(IReadOnlyList<string>? paths = null)
    {
        var faults = new List<string>();
        if (paths is not null) _paths = paths;
        foreach (var path in _paths)
        {
            try
            {
                var list = IndicatorFile.Read(path);
                if (list.IsBroken && _lists.ContainsKey(path)) faults.Add($"{list.Faults[^1]}; the list stays as it was");
                else _lists[path] = list;
            }
            catch (EnrichmentException fault)
            {
                faults.Add($"{fault.Message}; the list stays as it was");
            }
        }
        Exchange();
        return faults;
    }

    private void Exchange() => _current = new IndicatorSet(_paths.Distinct().SelectMany(path => _lists.GetValueOrDefault(path)?.Indicators ?? []));
}
