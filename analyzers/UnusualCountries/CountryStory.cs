using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>All that a host did with a country since it was new.</summary>
internal sealed class CountryStory(IpAddr host, string country, CountryNovelty novelty, Timestamp first)
{
    private const int DestinationsKept = 10;
    private const int FlowsKept = 5;

    private readonly Dictionary<IpAddr, Destination> _destinations = [];
    private readonly Queue<FlowIdentity> _flows = new(FlowsKept);

    public IpAddr Host { get; } = host;
    public string Country { get; } = country;
    public CountryNovelty Novelty { get; } = novelty;
    public Timestamp First { get; } = first;
    public Timestamp Last { get; private set; } = first;
    public long Connections { get; private set; }
    public long Opened { get; private set; }
    public long BytesOut { get; private set; }
    public long BytesIn { get; private set; }
    /// <summary>Destinations beyond those kept.</summary>
    public int MoreDestinations { get; private set; }
    public IReadOnlyDictionary<IpAddr, Destination> Destinations => _destinations;
    public IReadOnlyCollection<FlowIdentity> Flows => _flows;
    /// <summary>The port that matters: the first odd one, else the first.</summary>
    public ushort Port { get; private set; }
    /// <summary>Whether a connection outward went to a port that is not used for the web or mail.</summary>
    public bool WentToOddPort { get; private set; }
    /// <summary>Whether somebody outside came in by a port for remote control.</summary>
    public bool CameByRemoteControl { get; private set; }

    public bool IsTouched { get; set; }

    /// <summary>What was told of it.</summary>
    public ref Telling Telling => ref _telling;

    private Telling _telling;

    /// <summary>One destination and what went there.</summary>
    internal sealed class Destination
    {
        public string? Name;
        public uint? System;
        public ushort Port;
        public long BytesOut, BytesIn;
        public Organisation? Owner => DestinationFacts.Known.OwnerOf(Name, System);
    }

    /// <summary>The story as it is kept.</summary>
    public KeptCountryStory Keep() => new(Novelty, First, Last, KeptTelling.Of(_telling))
    {
        Connections = Connections, Opened = Opened, BytesOut = BytesOut, BytesIn = BytesIn, Port = Port, WentToOddPort = WentToOddPort, CameByRemoteControl = CameByRemoteControl,
        MoreDestinations = MoreDestinations, Flows = [.. _flows.Select(KeptFlow.Of)],
        Destinations = [.. _destinations.Select(pair => new KeptCountryStory.Destination(pair.Key, pair.Value.Port, pair.Value.BytesOut, pair.Value.BytesIn) { Name = pair.Value.Name, System = pair.Value.System })],
    };

    /// <summary>A story that was kept.</summary>
    public static CountryStory Again(IpAddr host, string country, KeptCountryStory kept)
    {
        var story = new CountryStory(host, country, kept.Novelty, kept.First)
        {
            Last = kept.Last, Connections = kept.Connections, Opened = kept.Opened, BytesOut = kept.BytesOut, BytesIn = kept.BytesIn, Port = kept.Port, WentToOddPort = kept.WentToOddPort,
            CameByRemoteControl = kept.CameByRemoteControl, MoreDestinations = kept.MoreDestinations, _telling = KeptTelling.Again(kept.Telling),
        };
        foreach (var flow in kept.Flows.TakeLast(FlowsKept)) story._flows.Enqueue(flow.ToFlow());
        foreach (var there in kept.Destinations.Take(DestinationsKept))
            story._destinations[there.Address] = new Destination { Name = there.Name, System = there.System, Port = there.Port, BytesOut = there.BytesOut, BytesIn = there.BytesIn };
        return story;
    }

    /// <summary>Adds what a contact moved since it was last told of.</summary>
    public void Add(in Contact contact, FlowVolume volume)
    {
        var (bytesOut, bytesIn) = contact.Seen(volume);
        if (!_flows.Contains(contact.Flow)) AddFlow(contact);
        (BytesOut, BytesIn) = (BytesOut + bytesOut, BytesIn + bytesIn);
        Last = Timestamp.Max(Last, contact.Told.Time);
        if (!_destinations.TryGetValue(contact.Peer, out var destination))
        {
            if (_destinations.Count >= DestinationsKept)
            {
                MoreDestinations++;
                return;
            }
            _destinations[contact.Peer] = destination = new Destination { Name = contact.Name, System = contact.System, Port = contact.Flow.ResponderPort };
        }
        destination.Name ??= contact.Name;
        destination.BytesOut += bytesOut;
        destination.BytesIn += bytesIn;
    }

    private void AddFlow(in Contact contact)
    {
        Connections++;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(contact.Flow);
        var port = contact.Flow.ResponderPort;
        if (Connections == 1) Port = port;
        if (contact.Opened) Opened++;
        if (contact.Opened && !ContactPorts.IsUsual(port)) (Port, WentToOddPort) = (WentToOddPort ? Port : port, true);
        if (!contact.Opened && ContactPorts.IsRemoteControl(port)) (Port, CameByRemoteControl) = (port, true);
    }

    /// <summary>The destination that got most, then the one with the smaller address.</summary>
    public KeyValuePair<IpAddr, Destination> Main => _destinations.OrderByDescending(pair => pair.Value.BytesOut).ThenBy(pair => pair.Key).First();
}
