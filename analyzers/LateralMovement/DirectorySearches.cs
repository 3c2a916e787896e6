using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>
/// Which searches in a directory are those of tools that look for a way to more rights. Everybody searches directories; these ask for what only an
/// administrator or an intruder wants to know. The numbers are those of [MS-ADTS] §2.2.16 and [MS-SAMR] §2.2.1.9.
/// </summary>
internal static class DirectorySearches
{
    private const int TypesOfSweep = 3; // who asks for users, groups and computers at once wants a map of the domain

    private const string WithoutPreauthentication = ":=4194304", TrustedForDelegation = ":=524288", MayDelegate = ":=16777216"; // userAccountControl

    private static readonly string[] AccountTypes = ["=268435456", "=268435457", "=536870912", "=536870913", "=805306368", "=805306369"];
    private static readonly string[] LocalPasswords = ["ms-Mcs-AdmPwd", "msLAPS-Password", "msLAPS-EncryptedPassword"];

    /// <summary>The act that a search is; null for work like everybody's.</summary>
    public static RemoteAct? Of(LdapSearchEvent search)
    {
        if (search.Attributes is { } asked && asked.Any(name => LocalPasswords.Contains(name, StringComparer.OrdinalIgnoreCase))) return RemoteAct.LocalPasswordsRead;
        if (search.Filter is not { Length: > 16 } filter) return null; // "(objectClass=*)", which is most of them
        if (AccountTypes.Count(type => filter.Contains(type, StringComparison.Ordinal)) >= TypesOfSweep) return RemoteAct.DirectorySwept;
        if (filter.Contains(WithoutPreauthentication, StringComparison.Ordinal)) return RemoteAct.PreauthlessListed;
        if (Has(filter, "servicePrincipalName=*") && IsOfUsers(filter)) return RemoteAct.RoastablesListed;
        if (filter.Contains(TrustedForDelegation, StringComparison.Ordinal) || filter.Contains(MayDelegate, StringComparison.Ordinal) || Has(filter, "msDS-AllowedToDelegateTo=*"))
            return RemoteAct.DelegatesListed;
        if (Has(filter, "adminCount=1")) return RemoteAct.AdminsListed;
        return Has(filter, "objectClass=trustedDomain") || Has(filter, "objectCategory=trustedDomain") ? RemoteAct.TrustsListed : null;
    }

    private static bool IsOfUsers(string filter) =>
        Has(filter, "samAccountType=805306368") || Has(filter, "objectClass=user") || Has(filter, "objectCategory=user") || Has(filter, "objectCategory=person");

    private static bool Has(string filter, string part) => filter.Contains(part, StringComparison.OrdinalIgnoreCase);
}
