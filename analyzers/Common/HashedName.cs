namespace NetSensor.Analyzers.Common;

/// <summary>A text, mostly a name, with its hashes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hash">Its <see cref="StableHash"/>.</param>
/// <param name="Domain">That of its registrable domain.</param>
/// <param name="DomainText">That domain itself.</param>
/// <param name="DomainNumber">The number by which <see cref="RecentNumbers"/> knows the domain.</param>
/// <param name="Seeded">The framework's hash of the text, drawn anew at every start: for tables whose keys strangers choose.</param>
/// <param name="DomainSeeded">That of the domain.</param>
internal readonly record struct HashedName(string Text, ulong Hash, ulong Domain, string DomainText, uint DomainNumber, int Seeded, int DomainSeeded)
{
    /// <summary>Whether it is a name below its registrable domain.</summary>
    public bool IsBelow => DomainText.Length < Text.Length;

    /// <summary>Computes the hashes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="domains">Domains met before: many names lie below one, and whoever remembers some remembers the same text then.</param>
    public static HashedName Of(string text, string?[] domains)
    {
        var domain = RegistrableDomain.Of(text);
        var hash = StableHash.Of(domain);
        var domainText = text;
        if (domain.Length < text.Length)
        {
            ref var known = ref domains[(int)(hash % (uint)domains.Length)];
            if (known is null || !domain.SequenceEqual(known)) known = domain.ToString();
            domainText = known;
        }
        return new HashedName(text, StableHash.Of(text), hash, domainText, RecentNumbers.Of(domain), text.GetHashCode(StringComparison.Ordinal), domainText.GetHashCode(StringComparison.Ordinal));
    }
}
