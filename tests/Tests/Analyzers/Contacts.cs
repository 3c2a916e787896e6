using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Connections between a network and the world, as events.</summary>
internal static class Contacts
{
    /// <summary>The first moment of tests: a Monday.</summary>
    public static readonly Timestamp Start = Timestamp.FromUnix(1_699_833_600);

    /// <summary>A connection outward that was answered.</summary>
    public static FlowEvent Out(string host, string peer, string? country, TimeSpan at, long bytesOut = 2_000, long bytesIn = 20_000, string? name = null, ushort port = 443, string? service = "ssl") =>
        Told(FlowIdentities.Of(host, peer, port, Start + at), at, new FlowEvent
        {
            ConnectionState = "SF",
            History = "ShADadfF",
            OriginatorBytes = bytesOut,
            OriginatorIpBytes = bytesOut + bytesOut / 20 + 200,
            OriginatorPackets = 4 + bytesOut / 1400,
            ResponderBytes = bytesIn,
            ResponderIpBytes = bytesIn + bytesIn / 20 + 200,
            ResponderPackets = 4 + bytesIn / 1400,
            ResponderCountry = country,
            Service = service,
            DestinationName = name,
            DestinationNameSource = name is null ? null : "sni",
        });

    /// <summary>A connection from outside that was answered.</summary>
    public static FlowEvent In(string peer, string host, string country, TimeSpan at, ushort port, long bytesOut = 20_000, string state = "SF", string? service = null) =>
        Told(FlowIdentities.Of(peer, host, port, Start + at), at, new FlowEvent
        {
            ConnectionState = state,
            History = "ShADadfF",
            OriginatorBytes = state == "SF" ? 3_000 : 0,
            OriginatorIpBytes = 4_000,
            OriginatorPackets = 10,
            ResponderBytes = state == "SF" ? bytesOut : 0,
            ResponderIpBytes = bytesOut + bytesOut / 20 + 200,
            ResponderPackets = state == "SF" ? 4 + bytesOut / 1400 : 0,
            OriginatorCountry = country,
            Service = service,
        });

    private static FlowEvent Told(FlowIdentity flow, TimeSpan at, FlowEvent told)
    {
        told.Stamp(Start + at, flow, 0);
        return told;
    }
}
