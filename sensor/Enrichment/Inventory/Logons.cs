using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Finds in an event who works at which host: successful log-ons of persons, and the name that a desktop's client brings along.</summary>
internal static class Logons
{
    /// <summary>Who works where; null when the event tells nothing of it.</summary>
    public static (IpAddr Host, string User, bool IsOfDomain)? Of(SensorEvent happened)
    {
        if (happened.Flow is not { } flow) return null;
        switch (happened)
        {
            case KerberosEvent { Success: true, ClientName: { } name } ticket when Accounts.IsPersons(name):
                return (flow.Originator, Accounts.OfKerberos(name, ticket.ClientRealm), true);
            case NtlmEvent { Success: true, User: { } name } logon when Accounts.IsPersons(name):
                return (flow.Originator, Accounts.OfNtlm(name, logon.Domain), true);
            case RdpSessionEvent { Cookie: { } name } when Accounts.IsPersons(name):
                return (flow.Originator, name, false);
            case ClearTextLoginEvent { User: { } name, Success: not false, Service: not ("http" or "mqtt") } when Accounts.IsPersons(name):
                return (flow.Originator, name, false);
            default:
                return null;
        }
    }
}
