using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What Kerberos says of the client: its user or, with a name that ends in $, its own; and that who answers is a KDC.</summary>
public sealed class KerberosFacts : HostFactSource<KerberosEvent>
{
    private const string Source = "kerberos";

    /// <inheritdoc/>
    protected override void Read(KerberosEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Name, happened.Workstation);
        if (happened.Success is not null && happened.Carrier is "krb" or "krb_tcp") facts.For(Source, flow.Responder).Has(HostFactKind.Role, "kerberos kdc");
        if (happened.Success != true || happened.ClientName is not { Length: > 0 } name) return;
        if (name[^1] == (char)0x24) // a machine account ends with a dollar sign
        {
            client.Has(HostFactKind.Name, name[..^1]);
            client.Has(HostFactKind.Domain, happened.ClientRealm);
        }
        else client.Has(HostFactKind.User, Accounts.OfKerberos(name, happened.ClientRealm));
    }
}
