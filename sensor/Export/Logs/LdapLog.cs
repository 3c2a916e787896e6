using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ldap.log: a line per operation that is no search, with Zeek 7's columns, the attributes that are written and the account that NTLM names.</summary>
public sealed class LdapLog : LogFormat<LdapOperationEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ldap.log";

    /// <inheritdoc/>
    protected override void Write(LdapOperationEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("message_id"u8, (long)happened.MessageId);
        line.Field("version"u8, (long?)happened.Version);
        line.Field("opcode"u8, happened.Operation);
        line.Field("result"u8, happened.Result);
        line.Field("diagnostic_message"u8, happened.Diagnostic);
        line.Field("object"u8, happened.Object);
        line.Field("argument"u8, happened.Argument);
        line.Field("attributes"u8, happened.Attributes);
        line.Field("user"u8, happened.User);
        line.End();
    }
}
