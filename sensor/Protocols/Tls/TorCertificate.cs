namespace NetSensor.Protocols.Tls;

/// <summary>
/// The certificates with which Tor's relays greet each other and their clients before TLS 1.3 (tor-spec §2): nothing but a common name made up of
/// random letters, "www.(8 to 20).net", by an issuer made up likewise, "www.(8 to 20).com". In TLS 1.3 they are encrypted.
/// </summary>
public static class TorCertificate
{
    /// <summary>The name that such a flow gets in conn.log, beside "ssl".</summary>
    public const string Service = "tor";

    private const string Start = "CN=www.";
    private const int ShortestName = 8, LongestName = 20;

    /// <summary>Whether subject and issuer, in the manner of RFC 2253, have that shape.</summary>
    public static bool HasShape(string subject, string issuer) =>
        IsRandomName(subject, ".net", out var name) && IsRandomName(issuer, ".com", out var other) && !name.SequenceEqual(other);

    private static bool IsRandomName(string text, string end, out ReadOnlySpan<char> name)
    {
        name = default;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || !text.EndsWith(end, StringComparison.Ordinal)) return false;
        name = text.AsSpan(Start.Length, Math.Max(text.Length - Start.Length - end.Length, 0));
        if (name.Length is < ShortestName or > LongestName) return false;
        foreach (var letter in name)
            if (letter is not ((>= 'a' and <= 'z') or (>= '2' and <= '7'))) return false;               // base32
        return true;
    }
}
