using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>
/// What lies outside: names, and addresses that the registries have placed in the same countries for decades (large companies, universities, registries). Nobody of them has
/// anything to do with what is told here; made-up addresses would have no country.
/// </summary>
public sealed class Internet
{
    private readonly Dictionary<string, Site> _sites = [];

    /// <summary>Blocks of addresses by country or by who serves what many others publish.</summary>
    public static readonly IReadOnlyDictionary<string, (string First, uint Count)> Blocks = new Dictionary<string, (string, uint)>
    {
        ["microsoft"] = ("20.36.0.0", 1 << 17), ["google"] = ("142.250.0.0", 1 << 17), ["apple"] = ("17.32.0.0", 1 << 18), ["cloud"] = ("3.80.0.0", 1 << 18),
        ["cdn"] = ("104.16.0.0", 1 << 18), ["cdn2"] = ("151.101.0.0", 1 << 16), ["cdn3"] = ("23.192.0.0", 1 << 18),
        ["US"] = ("128.30.0.0", 1 << 16), ["DE"] = ("129.187.0.0", 1 << 16), ["FR"] = ("193.48.0.0", 1 << 16), ["NL"] = ("145.100.0.0", 1 << 16),
        ["GB"] = ("129.67.0.0", 1 << 16), ["SE"] = ("130.237.0.0", 1 << 16), ["JP"] = ("133.11.0.0", 1 << 16), ["CN"] = ("166.111.0.0", 1 << 16),
        ["RU"] = ("93.180.0.0", 1 << 14), ["IR"] = ("194.225.0.0", 1 << 16), ["BR"] = ("143.106.0.0", 1 << 16), ["KR"] = ("147.46.0.0", 1 << 16),
        ["KP"] = ("175.45.176.0", 1 << 10), ["VN"] = ("203.162.0.0", 1 << 16), ["UA"] = ("194.44.0.0", 1 << 14), ["CZ"] = ("147.32.0.0", 1 << 16),
        ["ZA"] = ("137.158.0.0", 1 << 16),
    };

    /// <summary>The site of a name; one that nobody named before lies in some data centre of the country's neighbours, chosen by its name.</summary>
    public Site Find(string name)
    {
        if (_sites.TryGetValue(name, out var site)) return site;
        string[] usual = ["cloud", "cdn", "cdn2", "cdn3", "DE", "cloud", "DE", "NL"];
        return Add(name, usual[Chance.Hash(name + "?") % usual.Length]);
    }

    /// <summary>Places a site in a block, with one address or many.</summary>
    public Site Add(string name, string block, int addresses = 1, uint ttl = 300) =>
        Put(new Site(name, [.. Enumerable.Range(0, addresses).Select(i => Address(block, $"{name}/{i}"))], ttl));

    /// <summary>Places a site that is made elsewhere.</summary>
    public Site Put(Site site) => _sites[site.Name] = site;

    /// <summary>An address in a block, which follows from a text.</summary>
    public static IpAddr Address(string block, string text)
    {
        var (first, count) = Blocks[block];
        return IpAddr.FromIPv4(IpAddr.Parse(first).IPv4Value + 256 + Chance.Hash(text) % (count - 512));
    }
}
