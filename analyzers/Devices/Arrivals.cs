using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// How often new devices come to each part of the network: a named zone, else a /24 (a /64 of IPv6). All are new on the first day; where few come any more the next one is news, and where
/// guests come and go none ever is.
/// </summary>
internal sealed class Arrivals
{
    private const int MostParts = 4096;

    private readonly NetworkZones _zones;
    private readonly BoundedMap<string, ArrivalCount> _parts = new(MostParts);
    private readonly KeptEntries<ArrivalCount, KeptArrivals> _kept;

    /// <summary>Nobody came yet.</summary>
    public Arrivals(NetworkZones zones)
    {
        _zones = zones;
        _kept = new KeptEntries<ArrivalCount, KeptArrivals>("arrivals ", () => _parts.Values) { Key = part => part.Part, Keep = part => part.Keep(), PutBack = (part, kept) => _parts.GetOrAdd(part, _ => ArrivalCount.Again(part, kept)) };
    }

    /// <summary>Parts of the network that had to make room.</summary>
    public long Evictions => _parts.Evictions;

    /// <summary>What is kept over a restart.</summary>
    public IRemembered Memory => _kept;

    /// <summary>Notes a device that appeared, and returns how it was before it came.</summary>
    public ArrivalRate Note(Device device)
    {
        var part = PartOf(device.Addresses[0]);
        var count = _parts.GetOrAdd(part, static name => new ArrivalCount(name));
        var before = count.RateAt(device.FirstSeen);
        count.Add(device.FirstSeen, device.DhcpFingerprint is not null);
        _kept.Changed(count);
        return before;
    }

    private string PartOf(IpAddr address)
    {
        if (_zones.Of(address) is { } zone && zone != NetworkZones.Internal) return zone;
        return address.IsIPv4 ? $"{IpAddr.FromIPv4(address.IPv4Value & 0xFFFF_FF00)}/24" : $"{new IpAddr(address.High, 0)}/64";
    }
}
