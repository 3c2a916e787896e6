using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>conn.log: a line per flow, interim lines for long ones, marked with <c>interim</c>.</summary>
/// <param name="home">What is local.</param>
/// <param name="zones">The named parts of the network; without any, no zones are told.</param>
public sealed class ConnLog(HomeNetworks home, IReadOnlyList<NetworkZone>? zones = null) : LogFormat<FlowEvent>
{
    private const string ReverseDns = "ptr";

    private readonly NetworkZones? _zones = zones is { Count: > 0 } ? new NetworkZones(home, zones) : null;

    /// <inheritdoc/>
    public override string FileName => "conn.log";

    /// <inheritdoc/>
    protected override void Write(FlowEvent happened, JsonLine line)
    {
        if (happened.Flow is not { } flow) return;
        line.Begin();
        line.Field("ts"u8, flow.Start);
        Connection(flow, line);
        line.Field("proto"u8, Name(flow.Transport));
        line.Field("service"u8, happened.Service);
        line.Field("duration"u8, happened.Duration);
        line.Field("orig_bytes"u8, happened.OriginatorBytes);
        line.Field("resp_bytes"u8, happened.ResponderBytes);
        line.Field("conn_state"u8, happened.ConnectionState);
        line.Field("local_orig"u8, home.Contains(flow.Originator));
        line.Field("local_resp"u8, home.Contains(flow.Responder));
        line.Field("missed_bytes"u8, happened.MissedBytes);
        if (happened.History.Length > 0) line.Field("history"u8, happened.History);
        line.Field("orig_pkts"u8, happened.OriginatorPackets);
        line.Field("orig_ip_bytes"u8, happened.OriginatorIpBytes);
        line.Field("resp_pkts"u8, happened.ResponderPackets);
        line.Field("resp_ip_bytes"u8, happened.ResponderIpBytes);
        line.Field("tunnel_parents"u8, flow.TunnelParents);
        Span<byte> communityId = stackalloc byte[FlowIdentity.MaxNameBytes];
        line.Field("community_id"u8, communityId[..flow.WriteCommunityId(communityId)]);
        WriteBeyondZeek(happened, flow, line);
        line.End();
    }

    private void WriteBeyondZeek(FlowEvent happened, FlowIdentity flow, JsonLine line)
    {
        if (flow.Vlan >= 0) line.Field("vlan"u8, flow.Vlan);
        if (flow.InnerVlan >= 0) line.Field("inner_vlan"u8, flow.InnerVlan);
        line.Field("orig_l2_addr"u8, flow.OriginatorMac);
        line.Field("resp_l2_addr"u8, flow.ResponderMac);
        line.Field("dst_name"u8, happened.DestinationName ?? happened.ReverseName);
        line.Field("dst_name_source"u8, happened.DestinationName is null && happened.ReverseName is not null ? ReverseDns : happened.DestinationNameSource);
        if (_zones is not null)
        {
            line.Field("orig_zone"u8, _zones.Of(flow.Originator));
            line.Field("resp_zone"u8, _zones.Of(flow.Responder));
        }
        line.Field("orig_host"u8, happened.OriginatorHost);
        line.Field("orig_user"u8, happened.OriginatorUser);
        line.Field("resp_host"u8, happened.ResponderHost);
        line.Field("orig_cc"u8, happened.OriginatorCountry);
        line.Field("resp_cc"u8, happened.ResponderCountry);
        if (happened.OriginatorPlace is { } from)
        {
            line.Field("orig_city"u8, from.City);
            line.Field("orig_latitude"u8, from.Latitude);
            line.Field("orig_longitude"u8, from.Longitude);
        }
        if (happened.ResponderPlace is { } to)
        {
            line.Field("resp_city"u8, to.City);
            line.Field("resp_latitude"u8, to.Latitude);
            line.Field("resp_longitude"u8, to.Longitude);
        }
        line.Field("resp_asn"u8, (long?)happened.ResponderAsn);
        line.Field("direction_confidence"u8, happened.DirectionConfidence);
        if (happened.IsInterim) line.Field("interim"u8, true);
    }

    private static string Name(Transport transport) => transport switch
    {
        Transport.Tcp => "tcp",
        Transport.Udp => "udp",
        Transport.Icmp => "icmp",
        Transport.Sctp => "sctp",
        _ => "unknown_transport",
    };
}
