namespace NetSensor.Analyzers.Credentials;

/// <summary>The first few names of many, in the order of their letters.</summary>
internal static class NameList
{
    private const int NamesTold = 6;

    /// <summary>"alice, bob, carol".</summary>
    public static string Of(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesTold));
}
