using System.Globalization;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Since when hosts of a network have looked for a router of IPv6, and whether one was heard; by the number of the VLAN.</summary>
internal sealed class RouterSearches(PoisoningOptions options)
{
    private static readonly TimeSpan RoutersSpeakEvery = TimeSpan.FromMinutes(30); // RFC 4861 §6.2.1: at the most

    private readonly KeptMap<int, Search> _searches = new("search ", options.Hosts, vlan => vlan.ToString(CultureInfo.InvariantCulture), text => int.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>What is kept over a restart.</summary>
    public IRemembered Part => _searches;

    /// <summary>A host looks for a router.</summary>
    public void Note(int vlan, Timestamp now)
    {
        if (_searches.GetOrAdd(vlan) is not { HasRouter: false, First: null } search) return;
        search.First = now;
        _searches.Changed(vlan, now);
    }

    /// <summary>A router was heard; whether hosts had looked for one in vain for so long before.</summary>
    public bool End(int vlan, Timestamp now, TimeSpan atLeast)
    {
        var search = _searches.GetOrAdd(vlan);
        if (search.HasRouter) return false;
        search.HasRouter = true;
        _searches.Changed(vlan, now);
        return search.First is { } first && now - first >= atLeast;
    }

    /// <summary>Whether no router was heard for as long as any may be silent.</summary>
    public bool IsVain(int vlan, Timestamp now)
    {
        var search = _searches.GetOrAdd(vlan);
        if (search.Since is null)
        {
            search.Since = now;
            _searches.Changed(vlan, now);
        }
        return !search.HasRouter && now - search.Since >= RoutersSpeakEvery;
    }

    /// <summary>What is known of a network.</summary>
    internal sealed class Search
    {
        public Timestamp? First { get; set; }
        public bool HasRouter { get; set; }
        public Timestamp? Since { get; set; }
    }
}
