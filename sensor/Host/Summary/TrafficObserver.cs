using System.Runtime.InteropServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Summary;

/// <summary>Adds up who talked, and in what protocol, from the flows that ended.</summary>
public sealed class TrafficObserver : IEventSink
{
    private const int MaxHosts = 65_536; // a scan or a flood names millions: the busy ones come early and stay counted
    private const int MaxCountries = 1_024; // ISO 3166-1 has 249; a database may say otherwise
    private const int MaxProtocols = 4_096; // services combine ("ssl,smtp"): some hundreds in real traffic

    private readonly NumberedTable<IpAddr, TrafficCount> _hosts = new();
    private readonly Dictionary<string, TrafficCount> _countries = new(StringComparer.Ordinal);
    private readonly NumberedTable<(Transport Transport, string? Service), TrafficCount> _protocols = new();

    private const int LatestProtocols = 64; // a power of two
    private const int Uncounted = NumberedTable<IpAddr, TrafficCount>.None;

    private readonly (Transport Transport, string? Service, int Place)[] _latest = new (Transport, string?, int)[LatestProtocols]; // number plus one; the service of a protocol is mostly the same string

    /// <summary>Hosts that were not counted because the list was full.</summary>
    public long UncountedHosts { get; private set; }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended) return;
        var packets = ended.OriginatorPackets + ended.ResponderPackets;
        var bytes = ended.OriginatorIpBytes + ended.ResponderIpBytes;
        if (ProtocolOf(flow.Transport, ended.Service) is var protocol and not Uncounted) _protocols[protocol].Add(packets, bytes);
        CountHost(flow.Originator, packets, bytes);
        if (flow.Responder != flow.Originator) CountHost(flow.Responder, packets, bytes);
        CountCountry(ended.OriginatorCountry, packets, bytes);
        if (ended.ResponderCountry != ended.OriginatorCountry) CountCountry(ended.ResponderCountry, packets, bytes);
    }

    /// <summary>Protocols by bytes: the service where one was found, the transport elsewhere.</summary>
    public IReadOnlyList<(string Name, TrafficCount Count)> Protocols() =>
        [.. Enumerable.Range(0, _protocols.Count).Select(place => (Name: NameOf(_protocols.KeyOf(place).Transport, _protocols.KeyOf(place).Service), Count: _protocols[place]))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The busiest hosts by bytes.</summary>
    public IReadOnlyList<(IpAddr Host, TrafficCount Count)> TopHosts(int most) =>
        [.. Enumerable.Range(0, _hosts.Count).Select(place => (Host: _hosts.KeyOf(place), Count: _hosts[place]))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Host).Take(most)];

    /// <summary>Countries of either side by bytes; none without a database of countries.</summary>
    public IReadOnlyList<(string Country, TrafficCount Count)> Countries() =>
        [.. _countries.Select(entry => (Country: entry.Key, Count: entry.Value))
            .OrderByDescending(entry => entry.Count.Bytes).ThenBy(entry => entry.Country, StringComparer.Ordinal)];

    private void CountCountry(string? country, long packets, long bytes)
    {
        if (country is null || (_countries.Count >= MaxCountries && !_countries.ContainsKey(country))) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_countries, country, out _).Add(packets, bytes);
    }

    private int ProtocolOf(Transport transport, string? service)
    {
        ref var latest = ref _latest[((int)transport + (service is [var first, ..] ? 4 * service.Length + first : 0)) & (LatestProtocols - 1)];
        if (latest.Place == 0 || latest.Transport != transport || !ReferenceEquals(latest.Service, service)) latest = (transport, service, PlaceOf(_protocols, (transport, service), MaxProtocols) + 1);
        return latest.Place - 1;
    }

    private void CountHost(IpAddr host, long packets, long bytes)
    {
        if (PlaceOf(_hosts, host, MaxHosts) is var place and not Uncounted) _hosts[place].Add(packets, bytes);
        else UncountedHosts++;
    }

    private static int PlaceOf<TKey>(NumberedTable<TKey, TrafficCount> counts, in TKey key, int most) where TKey : struct, IEquatable<TKey>
    {
        if (counts.Find(key) is var known and not Uncounted) return known;
        return counts.Count >= most ? Uncounted : counts.Add(key, default);
    }

    private static string NameOf(Transport transport, string? service) =>
        service is null ? $"({transport.ToString().ToLowerInvariant()})" : $"{service} ({transport.ToString().ToLowerInvariant()})";
}
