using NetSensor.Events;

namespace NetSensor.Protocols.X509;

/// <summary>Whether a certificate covers a host name, as Zeek judges it (RFC 6125 §6.4; capitals count).</summary>
public static class HostNames
{
    /// <summary>Looks at the alternative names, or at the common name where there is no such extension at all (RFC 2818 §3.1).</summary>
    public static bool Covers(CertificateDetails certificate, string host)
    {
        if (!certificate.HasAlternativeName) return certificate.CommonName is { } name && Matches(host, name);
        if (certificate.DnsNames is not { } names) return false;
        foreach (var name in names)
        {
            if (Matches(host, name)) return true;
        }
        return false;
    }

    /// <summary>Equal, or the name's asterisk ends its first label, two labels or more follow, and the rest is equal.</summary>
    public static bool Matches(ReadOnlySpan<char> host, ReadOnlySpan<char> name)
    {
        if (host.SequenceEqual(name)) return true;
        var asterisk = name.IndexOf('*');
        var dot = name.IndexOf('.');
        if (asterisk < 0 || asterisk + 1 != dot || name[(dot + 1)..].IndexOf('.') < 0) return false;
        var hostDot = host.IndexOf('.');
        if (hostDot < 0 || !host[hostDot..].SequenceEqual(name[dot..])) return false;
        return host.StartsWith(name[..asterisk]);
    }
}
