using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ldap_search.log: a line per search, with Zeek 7's columns; the attributes asked for are always told.</summary>
public sealed class LdapSearchLog : LogFormat<LdapSearchEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ldap_search.log";

    /// <inheritdoc/>
    protected override void Write(LdapSearchEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("message_id"u8, (long)happened.MessageId);
        line.Field("scope"u8, happened.Scope);
        line.Field("deref_aliases"u8, happened.DereferenceAliases);
        line.Field("base_object"u8, happened.BaseObject);
        line.Field("result_count"u8, (long)happened.Entries);
        line.Field("result"u8, happened.Result);
        line.Field("diagnostic_message"u8, happened.Diagnostic);
        line.Field("filter"u8, happened.Filter);
        line.Field("attributes"u8, happened.Attributes);
        line.End();
    }
}
