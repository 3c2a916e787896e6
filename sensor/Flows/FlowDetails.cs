using NetSensor.Events;
using NetSensor.Flows.Datagram;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Rhythm;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>What only some flows have: an identity once they told something, a payload side, names, oddities. Pooled.</summary>
internal sealed class FlowDetails
{
    /// <summary>Most oddities reported of one flow; an attacker can provoke every kind there is.</summary>
    public const int MaxWeirds = 32;

    /// <summary>Most services of one flow; real ones have up to five (a tunnel, SOCKS, TLS, …).</summary>
    public const int MaxServices = 8;

    private const int PayloadBytes = 72, IdentityBytes = 160, BurstBytes = 32, EchoBytes = 128; // fetched ahead

    private ShortList<string> _services, _weirds;

    /// <summary>Who the flow is, once asked.</summary>
    public FlowIdentity? Identity { get; set; }

    /// <summary>Uids of the tunnels around it, outermost first.</summary>
    public IReadOnlyList<string>? TunnelParents { get; set; }

    /// <summary>tunnel.log's type, once the flow was announced as a tunnel.</summary>
    public string? TunnelType { get; set; }

    /// <summary>Its payload side, while anybody listens.</summary>
    public FlowPayload? Payload { get; set; }

    /// <summary>Events so far.</summary>
    public int Sequence { get; set; }

    /// <summary>Services in the order of their confirmation.</summary>
    public ref ShortList<string> Services => ref _services;

    /// <summary>Names of the oddities that were reported.</summary>
    public ref ShortList<string> Weirds => ref _weirds;

    /// <summary>How often its silence is looked at, when it is a session.</summary>
    public TimeSpan SessionStep { get; set; }

    /// <summary>Name of the destination, as the flow told it.</summary>
    public string? DestinationName { get; set; }

    /// <summary>Where that name comes from.</summary>
    public string? DestinationNameSource { get; set; }

    /// <summary>JA4 of the client.</summary>
    public string? Ja4 { get; set; }

    /// <summary>When it spoke after silence, once it lives long enough to be listened to.</summary>
    public BurstLog? Bursts { get; set; }

    /// <summary>What its echoes carried, when it is a ping; kept for the next flow.</summary>
    public EchoTally? Echoes { get; set; }

    /// <summary>Asks for what they refer to (<see cref="CacheLines"/>).</summary>
    public void FetchAhead()
    {
        CacheLines.Fetch(Payload, PayloadBytes);
        CacheLines.Fetch(Identity, IdentityBytes);
        CacheLines.Fetch(Bursts, BurstBytes);
        CacheLines.Fetch(Echoes, EchoBytes);
        Services.FetchAhead();
    }

    /// <summary>Forgets everything, for the next flow.</summary>
    public void Reset()
    {
        Echoes?.Reset();
        Identity = null;
        TunnelParents = null;
        TunnelType = null;
        Payload = null;
        Bursts = null;
        Sequence = 0;
        SessionStep = TimeSpan.Zero;
        Services.Clear();
        Weirds.Clear();
        DestinationName = DestinationNameSource = Ja4 = null;
    }
}
