using System.Globalization;
using System.Text.RegularExpressions;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Brings what people write into the one form that is compared, and tells what it is; pure.</summary>
public static partial class IndicatorText
{
    private const int Md5Digits = 32, Sha1Digits = 40, Sha256Digits = 64;
    private const int MaxNameLength = 253; // RFC 1035 §2.3.4, without the root

    [GeneratedRegex(@"^[a-z0-9_][a-z0-9_-]{0,62}(\.[a-z0-9_-]{1,63})*\.(?=[0-9-]*[a-z])[a-z0-9-]{2,63}$")]
    private static partial Regex DomainForm();

    [GeneratedRegex("^[tqd][0-9sd]{2}[di][0-9]{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$")]
    private static partial Regex Ja4Form();

    [GeneratedRegex("^[0-9a-f]+$")]
    private static partial Regex Hexadecimal();

    /// <summary>The kind that the text shows by its form; 32 digits are taken for a JA3. Null when it shows none.</summary>
    public static IndicatorKind? KindOf(string text)
    {
        var plain = Plain(text);
        if (Ja4Form().IsMatch(plain)) return IndicatorKind.Ja4;
        if (IpAddr.TryParse(plain, out _)) return IndicatorKind.Address;
        if (IpPrefix.TryParse(plain, out _)) return IndicatorKind.Network;
        if (Hexadecimal().IsMatch(plain) && plain.Length is Md5Digits or Sha1Digits or Sha256Digits) return plain.Length == Md5Digits ? IndicatorKind.Ja3 : IndicatorKind.Certificate;
        if (plain.Contains("://", StringComparison.Ordinal) || plain.Contains('/')) return Normalise(IndicatorKind.Url, text) is null ? null : IndicatorKind.Url;
        return Normalise(IndicatorKind.Domain, text) is null ? null : IndicatorKind.Domain;
    }

    /// <summary>The value in the form that is compared; null when it is none of this kind.</summary>
    public static string? Normalise(IndicatorKind kind, string text)
    {
        var plain = Plain(text);
        switch (kind)
        {
            case IndicatorKind.Address: return IpAddr.TryParse(plain, out var address) ? address.ToString() : null;
            case IndicatorKind.Network: return IpPrefix.TryParse(plain, out _) ? plain : null;
            case IndicatorKind.Domain:
                var name = (plain.StartsWith("*.", StringComparison.Ordinal) ? plain[2..] : plain).TrimEnd('.');
                return name.Length <= MaxNameLength && DomainForm().IsMatch(name) && !IpAddr.TryParse(name, out _) ? name : null;
            case IndicatorKind.Url: return UrlOf(Refanged(text.Trim()));
            case IndicatorKind.Port: return ushort.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port.ToString(CultureInfo.InvariantCulture) : null;
            case IndicatorKind.Ja3: return plain.Length == Md5Digits && Hexadecimal().IsMatch(plain) ? plain : null;
            case IndicatorKind.Ja4: return Ja4Form().IsMatch(plain) ? plain : null;
            default:
                var digits = plain.Replace(":", "", StringComparison.Ordinal);
                return digits.Length is Md5Digits or Sha1Digits or Sha256Digits && Hexadecimal().IsMatch(digits) ? digits : null;
        }
    }

    /// <summary>What people call a kind.</summary>
    public static string NameOf(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Address => "address",
        IndicatorKind.Network => "network",
        IndicatorKind.Domain => "domain",
        IndicatorKind.Url => "URL",
        IndicatorKind.Ja3 => "JA3 (32 hexadecimal digits)",
        IndicatorKind.Ja4 => "JA4",
        IndicatorKind.Port => "port",
        _ => "hash of a certificate (MD5, SHA-1 or SHA-256)",
    };

    private static string Plain(string text) => Refanged(text.Trim()).ToLowerInvariant();

    /// <summary>Undoes what keeps people from clicking: hxxp, [.], (.), [:].</summary>
    private static string Refanged(string text)
    {
        var plain = text.Replace("[.]", ".", StringComparison.Ordinal).Replace("(.)", ".", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal);
        return plain.StartsWith("hxxp", StringComparison.OrdinalIgnoreCase) ? "http" + plain[4..] : plain;
    }

    /// <summary>Host in small letters, a port that is not the scheme's own, path and query as they are.</summary>
    private static string? UrlOf(string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return null;
        if (url.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6) && !DomainForm().IsMatch(url.Host.ToLowerInvariant())) return null;
        return $"{url.Host.ToLowerInvariant()}{(url.IsDefaultPort ? "" : $":{url.Port}")}{Uri.UnescapeDataString(url.PathAndQuery)}";
    }
}
