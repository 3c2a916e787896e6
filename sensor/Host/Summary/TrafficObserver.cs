using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Summary;

/// <summary>Adds up who talked, and in what protocol, from the flows that ended.</summary>
public sealed class TrafficObserver : IEventSink
{
    private const int MaxHosts = 65_536; // a scan or a flood names millions: the busy ones come early and stay counted
    private const int MaxCountries = 1_024; // ISO 3166-1 has 249; a database may say otherwise
    private const int MaxProtocols = 4_096; // services combine ("ssl,smtp"): some hundreds in real traffic

    private readonly Dictionary<IpAddr, TrafficCount> _hosts = [];
    private readonly Dictionary<string, TrafficCount> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<(Transport Transport, string? Service), TrafficCount> _protocols = [];

    private const int LatestProtocols = 64; // a power of two

    private readonly (Transport Transport, string? Service, TrafficCount? Count)[] _latest = new (Transport, string?, TrafficCount?)[LatestProtocols]; // the service of a protocol is mostly the same string

    /// <summary>Hosts that were not counted because the list was full.</summary>
    public long UncountedHosts { get; private set; }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended) return;
        var packets = ended.OriginatorPackets + ended.ResponderPackets;
        var bytes = ended.OriginatorIpBytes + ended.ResponderIpBytes;
        CountOf(flow.Transport, ended.Service)?.Add(packets, bytes);
        CountHost(flow.Originator, packets, bytes);
        if (flow.Responder != flow.Originator) CountHost(flow.Responder, packets, bytes);
        CountCountry(ended.OriginatorCountry, packets, bytes);
        if (ended.ResponderCountry != ended.OriginatorCountry) CountCountry(ended.ResponderCountry, packets, bytes);
    }

    /// <summary>Protocols by bytes: the service where one was found, the transport elsewhere.</summary>
    public IReadOnlyList<(string Name, TrafficCount Count)> Protocols() =>
        [.. _protocols.Select(entry => (Name: NameOf(entry.Key.Transport, entry.Key.Service), Count: entry.Value))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The busiest hosts by bytes.</summary>
    public IReadOnlyList<(IpAddr Host, TrafficCount Count)> TopHosts(int most) =>
        [.. _hosts.Select(entry => (Host: entry.Key, Count: entry.Value))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Host).Take(most)];

    /// <summary>Countries of either side by bytes; none without a database of countries.</summary>
    public IReadOnlyList<(string Country, TrafficCount Count)> Countries() =>
        [.. _countries.Select(entry => (Country: entry.Key, Count: entry.Value))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Country, StringComparer.Ordinal)];

    private void CountCountry(string? country, long packets, long bytes)
    {
        if (country is not null) Count(_countries, country, MaxCountries)?.Add(packets, bytes);
    }

    private TrafficCount? CountOf(Transport transport, string? service)
    {
        ref var latest = ref _latest[((int)transport + (service is [var first, ..] ? 4 * service.Length + first : 0)) & (LatestProtocols - 1)];
        if (latest.Count is not null && latest.Transport == transport && ReferenceEquals(latest.Service, service)) return latest.Count;
        latest = (transport, service, Count(_protocols, (transport, service), MaxProtocols));
        return latest.Count;
    }

    private void CountHost(IpAddr host, long packets, long bytes)
    {
        if (Count(_hosts, host, MaxHosts) is { } count) count.Add(packets, bytes);
        else UncountedHosts++;
    }

    private static TrafficCount? Count<TKey>(Dictionary<TKey, TrafficCount> counts, TKey key, int most) where TKey : notnull
    {
        if (counts.TryGetValue(key, out var known)) return known;
        if (counts.Count >= most) return null;
        return counts[key] = new TrafficCount();
    }

    private static string NameOf(Transport transport, string? service) =>
        service is null ? $"({transport.ToString().ToLowerInvariant()})" : $"{service} ({transport.ToString().ToLowerInvariant()})";
}
