using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>kerberos.log: a line per ticket asked for or shown, with Zeek's columns and what its scripts leave out.</summary>
public sealed class KerberosLog : LogFormat<KerberosEvent>
{
    private const uint Forwardable = 0x40000000;    // RFC 4120 §5.4.1
    private const uint Renewable = 0x00800000;

    /// <inheritdoc/>
    public override string FileName => "kerberos.log";

    /// <inheritdoc/>
    protected override void Write(KerberosEvent happened, JsonLine line)
    {
        if (IsFirstStep(happened)) return;
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("request_type"u8, happened.RequestType);
        line.Field("client"u8, Client(happened));
        line.Field("service"u8, happened.ServiceName);
        line.Field("success"u8, happened.Success);
        line.Field("error_msg"u8, happened.ErrorText ?? happened.ErrorName);
        if (happened.From is { } from) line.Field("from"u8, from);
        if (happened.Till is { } till) line.Field("till"u8, till);
        line.Field("cipher"u8, happened.TicketEncryptionName);
        line.Field("forwardable"u8, Option(happened, Forwardable));
        line.Field("renewable"u8, Option(happened, Renewable));
        line.Field("carrier"u8, happened.Carrier);
        line.End();
    }

    /// <summary>MIT's way to ask for pre-authentication, with which every logon begins there; Zeek leaves it out as well. Windows' is told.</summary>
    private static bool IsFirstStep(KerberosEvent happened) =>
        happened.ErrorText is "NEEDED_PREAUTH" or "Need to use PA-ENC-TIMESTAMP/PA-PK-AS-REQ";

    private static string? Client(KerberosEvent happened)
    {
        if (happened is { ClientName: null, ClientRealm: null }) return null;
        return happened is { ClientName: null, Options: null } ? happened.ClientRealm : $"{happened.ClientName}/{happened.ClientRealm}";
    }

    private static bool? Option(KerberosEvent happened, uint flag) => happened.Options is { } options ? (options & flag) != 0 : null;
}
