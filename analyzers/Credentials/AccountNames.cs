namespace NetSensor.Analyzers.Credentials;

/// <summary>How accounts are written: "bob", "bob/CORP", "bob@corp.example", "FILES$".</summary>
internal static class AccountNames
{
    /// <summary>The account without realm, in lower case: by it habits are kept.</summary>
    public static string Bare(string account)
    {
        var end = account.IndexOfAny(['/', '@']);
        return (end < 0 ? account : account[..end]).ToLowerInvariant();
    }

    /// <summary>Whether it is a machine's, whose password nobody chose.</summary>
    public static bool IsMachine(string account)
    {
        var end = account.IndexOfAny(['/', '@']);
        return (end < 0 ? account.AsSpan() : account.AsSpan(0, end)).EndsWith("$");
    }
}
