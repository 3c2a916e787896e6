using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Who logs in from where, where the login can be read.</summary>
public sealed class ClearTextLoginFacts : HostFactSource<ClearTextLoginEvent>
{
    /// <inheritdoc/>
    protected override void Read(ClearTextLoginEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow || happened.Success == false) return;
        facts.For(happened.Service, flow.Originator).Has(HostFactKind.User, happened.User);
    }
}
