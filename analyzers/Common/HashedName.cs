namespace NetSensor.Analyzers.Common;

/// <summary>A text, mostly a name, with its hashes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hash">Its <see cref="StableHash"/>.</param>
/// <param name="Domain">That of its registrable domain.</param>
/// <param name="DomainText">That domain itself.</param>
internal readonly record struct HashedName(string Text, ulong Hash, ulong Domain, string DomainText)
{
    /// <summary>Whether it is a name below its registrable domain.</summary>
    public bool IsBelow => DomainText.Length < Text.Length;

    /// <summary>Computes the hashes.</summary>
    public static HashedName Of(string text)
    {
        var domain = RegistrableDomain.Of(text);
        return new HashedName(text, StableHash.Of(text), StableHash.Of(domain), domain.Length == text.Length ? text : domain.ToString());
    }
}
