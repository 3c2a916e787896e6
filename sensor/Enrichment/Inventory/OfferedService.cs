using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>A port at which a device answered, and who came to it.</summary>
internal sealed class OfferedService(IpAddr at, Transport transport, ushort port)
{
    /// <summary>Number of peers beyond which they are not told apart.</summary>
    public const int MaxPeers = 8; // three make a server

    private ShortList<IpAddr> _peers;
    private string? _text;

    /// <summary>The device's address.</summary>
    public IpAddr At { get; } = at;

    /// <summary>Transport of the port.</summary>
    public Transport Transport { get; } = transport;

    /// <summary>Its number.</summary>
    public ushort Port { get; } = port;

    /// <summary>What is spoken there, by its name in conn.log; null when nobody knows.</summary>
    public string? Service { get; private set; }

    /// <summary>As it is told: "tcp/445 smb".</summary>
    public string Text => _text ??= string.Create(CultureInfo.InvariantCulture, $"{(Transport == Transport.Tcp ? "tcp" : "udp")}/{Port}{(Service is null ? "" : " ")}{Service}");

    /// <summary>Who came, of the first <see cref="MaxPeers"/>.</summary>
    public ReadOnlySpan<IpAddr> KnownPeers => _peers.All;

    /// <summary>How many came, up to <see cref="MaxPeers"/>.</summary>
    public int Peers => _peers.Count;

    /// <summary>Somebody came; true when that is news.</summary>
    public bool Note(IpAddr peer, string? service)
    {
        var isNews = service is not null && Service != service;
        if (isNews) (Service, _text) = (service, null);
        if (_peers.Count >= MaxPeers || _peers.All.Contains(peer)) return isNews;
        _peers.Add(peer);
        return true;
    }
}
