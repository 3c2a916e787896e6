using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Which host a syslog message names as its own. A relay passes on messages of others, so it has several names, one after the other.</summary>
public sealed class SyslogFacts : HostFactSource<SyslogMessageEvent>
{
    private const string Source = "syslog";

    /// <inheritdoc/>
    protected override void Read(SyslogMessageEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        facts.For(Source, flow.Originator).Has(HostFactKind.Attribute, happened.HostName is { Length: > 0 } name ? "syslog_name=" + name : null);
        facts.For(Source, flow.Responder).Has(HostFactKind.Role, "syslog server");
    }
}
