using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NetSensor.Export.Http;

/// <summary>Where pages are served, and to whom. Beyond the machine itself only over TLS and to those who have the token.</summary>
public sealed record HttpLock
{
    /// <summary>Address and port.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>The server's certificate with its key; null for no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What a client has to send as bearer token; null for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>"http://127.0.0.1:9477" or "https://…".</summary>
    public string Url => $"{(Certificate is null ? "http" : "https")}://{Address}";

    /// <summary>Why it must not be opened like this; null when it may.</summary>
    public string? Refusal => IPAddress.IsLoopback(Address.Address) || (Certificate is not null && Token is not null) ? null
        : $"{Address} can be reached from elsewhere: that needs TLS (certificate_file, key_file) and a token (token_file); or name a loopback address";

    /// <summary>Whether these are the header's credentials (RFC 6750); takes as long for a wrong token as for the right one.</summary>
    public bool Opens(string? authorization)
    {
        const string scheme = "Bearer ";
        if (Token is null) return true;
        return authorization is not null && authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(authorization[scheme.Length..].Trim()), Digest(Token)); // digests: of one length, whatever is sent
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
