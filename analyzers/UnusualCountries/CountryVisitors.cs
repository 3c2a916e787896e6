using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>Which hosts have to do with each country, as far as it matters: beyond a number they are many.</summary>
internal sealed class CountryVisitors(TimeSpan forgetAfter)
{
    private const int HostsKept = 256; // a country that so many go to is common property

    private readonly Dictionary<string, Dictionary<IpAddr, Timestamp>> _hosts = new(StringComparer.Ordinal); // as many as there are country codes

    /// <summary>Notes a host.</summary>
    public void Add(string country, IpAddr host, Timestamp now)
    {
        if (!_hosts.TryGetValue(country, out var hosts)) _hosts[country] = hosts = [];
        if (hosts.Count < HostsKept || hosts.ContainsKey(host)) hosts[host] = now;
    }

    /// <summary>How many hosts other than this one had to do with the country lately.</summary>
    public int OthersThan(IpAddr host, string country, Timestamp now)
    {
        if (!_hosts.TryGetValue(country, out var hosts)) return 0;
        var others = 0;
        foreach (var (other, last) in hosts)
            if (other != host && now - last <= forgetAfter) others++;
        return others;
    }
}
