using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Which changes in a directory are those of an attack on it.</summary>
internal static class DirectoryChanges
{
    private const string Replica = "CN=NTDS Settings,", Servers = ",CN=Servers,"; // [MS-ADTS] §6.1.1.2.2.1.2.1: where a domain controller is entered
    private const string KeyCredential = "msDS-KeyCredentialLink", MayActFor = "msDS-AllowedToActOnBehalfOfOtherIdentity";

    /// <summary>The act that a change is; null for the directory's daily work.</summary>
    public static RemoteAct? Of(LdapOperationEvent change)
    {
        if (change is { Operation: "add", Object: { } entry } && entry.Contains(Servers, StringComparison.OrdinalIgnoreCase) && entry.StartsWith(Replica, StringComparison.OrdinalIgnoreCase))
            return RemoteAct.ReplicaAdded;
        if (change is not { Operation: "modify", Attributes: { } attributes }) return null;
        foreach (var attribute in attributes)
        {
            if (attribute.Equals(KeyCredential, StringComparison.OrdinalIgnoreCase)) return RemoteAct.KeyCredentialSet;
            if (attribute.Equals(MayActFor, StringComparison.OrdinalIgnoreCase)) return RemoteAct.DelegationSet;
        }
        return null;
    }
}
