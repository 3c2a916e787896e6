namespace NetSensor.Enrichment;

/// <summary>Writes accounts as the protocols do that carry them.</summary>
internal static class Accounts
{
    private const char MachineMark = '$'; // [MS-ADTS] §6.4.1: names of machine accounts end with it

    /// <summary>"DOMAIN\user" of NTLM; the name alone without a domain.</summary>
    public static string OfNtlm(string user, string? domain) => domain is { Length: > 0 } ? $"{domain}\\{user}" : user;

    /// <summary>"user@REALM" of Kerberos; the name alone without a realm.</summary>
    public static string OfKerberos(string user, string? realm) => realm is { Length: > 0 } ? $"{user}@{realm}" : user;

    /// <summary>Whether the name is a person's: not a machine's, not a service's ("host/server"), not nobody's.</summary>
    public static bool IsPersons(string? user) => user is { Length: > 0 } && user[^1] != MachineMark && !user.Contains('/', StringComparison.Ordinal);
}
