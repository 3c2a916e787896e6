using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ntlm.log: a line per logon with NTLM, with Zeek's columns and what its scripts leave out.</summary>
public sealed class NtlmLog : LogFormat<NtlmEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ntlm.log";

    /// <inheritdoc/>
    protected override void Write(NtlmEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("username"u8, happened.User);
        line.Field("hostname"u8, happened.Workstation);
        line.Field("domainname"u8, happened.Domain);
        line.Field("server_nb_computer_name"u8, happened.ServerNetBiosComputer);
        line.Field("server_dns_computer_name"u8, happened.ServerDnsComputer);
        line.Field("server_tree_name"u8, happened.ServerDnsTree);
        line.Field("success"u8, happened.Success);
        line.Field("status"u8, happened.Status);
        line.Field("response"u8, Response(happened.Response));
        line.Field("target_name"u8, happened.TargetSpn);
        line.Field("client_version"u8, happened.ClientVersion);
        line.Field("server_version"u8, happened.ServerVersion);
        line.Field("carrier"u8, happened.Carrier);
        line.End();
    }

    private static string? Response(NtlmResponse response) => response switch
    {
        NtlmResponse.Anonymous => "anonymous",
        NtlmResponse.Version1 => "NTLMv1",
        NtlmResponse.Version1WithClientChallenge => "NTLMv1-ESS",
        NtlmResponse.Version2 => "NTLMv2",
        _ => null,
    };
}
