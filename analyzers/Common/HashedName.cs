namespace NetSensor.Analyzers.Common;

/// <summary>A text, mostly a name, with its hashes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hash">Its <see cref="StableHash"/>.</param>
/// <param name="Domain">That of its registrable domain.</param>
/// <param name="DomainText">That domain itself.</param>
/// <param name="DomainNumber">The number by which <see cref="RecentNumbers"/> knows the domain.</param>
/// <param name="DomainSeeded">The framework's hash of the domain, drawn anew at every start: for tables whose keys strangers choose.</param>
internal readonly record struct HashedName(string Text, ulong Hash, ulong Domain, string DomainText, uint DomainNumber, int DomainSeeded)
{
    /// <summary>Whether it is a name below its registrable domain.</summary>
    public bool IsBelow => DomainText.Length < Text.Length;

    /// <summary>Computes the hashes.</summary>
    public static HashedName Of(string text)
    {
        var domain = RegistrableDomain.Of(text);
        var domainText = domain.Length == text.Length ? text : domain.ToString();
        return new HashedName(text, StableHash.Of(text), StableHash.Of(domain), domainText, RecentNumbers.Of(domain), domainText.GetHashCode(StringComparison.Ordinal));
    }
}
