using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Logs;

/// <summary>dhcp.log: a line per conversation.</summary>
public sealed class DhcpLog : LogFormat<DhcpConversationEvent>
{
    /// <inheritdoc/>
    public override string FileName => "dhcp.log";

    /// <inheritdoc/>
    protected override void Write(DhcpConversationEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        line.Field("uids"u8, happened.Uids);
        Address("client_addr"u8, happened.ClientAddress, line);
        Address("server_addr"u8, happened.ServerAddress, line);
        line.Field("mac"u8, happened.Mac);
        line.Field("host_name"u8, happened.HostName);
        line.Field("client_fqdn"u8, happened.ClientFqdn);
        line.Field("domain"u8, happened.Domain);
        Address("requested_addr"u8, happened.RequestedAddress, line);
        Address("assigned_addr"u8, happened.AssignedAddress, line);
        line.Field("lease_time"u8, happened.LeaseTime);
        line.Field("client_message"u8, happened.ClientMessage);
        line.Field("server_message"u8, happened.ServerMessage);
        line.Field("msg_types"u8, happened.MessageTypes);
        line.Field("duration"u8, (TimeSpan?)happened.Duration);
        line.Field("parameter_list"u8, happened.ParameterRequestList);
        line.Field("vendor_class"u8, happened.VendorClass);
        line.End();
    }

    private static void Address(ReadOnlySpan<byte> name, IpAddr? address, JsonLine line)
    {
        if (address is { } known) line.Field(name, known);
    }
}
