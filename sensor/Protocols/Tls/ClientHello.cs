using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0         2           34
//  +---------+-----------+----------------+--------------------+---------------+--------------+-------------+
//  | version | random 32 | session id (1) | DTLS: cookie (1)   | ciphers (2)   | methods (1)  | extens. (2) |
//  +---------+-----------+----------------+--------------------+---------------+--------------+-------------+
//  (n) = preceded by a length of n bytes

/// <summary>
/// The first message of a TLS, DTLS or QUIC client (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2, RFC 9147 §5.3); borrows the message's bytes.
/// </summary>
public ref struct ClientHello
{
    private const int RandomBytes = 32;

    /// <summary>The version field; since TLS 1.3 frozen at 0x0303.</summary>
    public ushort Version { get; private set; }
    /// <summary>Up to 255 bytes; 32 at most by the standard.</summary>
    public ReadOnlySpan<byte> SessionId { get; private set; }
    /// <summary>Cipher suites, two bytes each.</summary>
    public ReadOnlySpan<byte> CipherSuites { get; private set; }
    /// <summary>The extension block without its length; see <see cref="TlsExtensions"/>.</summary>
    public ReadOnlySpan<byte> Extensions { get; private set; }
    /// <summary>Whether the extension block breaks off inside an extension; what came before it is still told.</summary>
    public bool ExtensionsTruncated { get; private set; }
    /// <summary>Whether there is a server_name extension.</summary>
    public bool HasServerName { get; private set; }
    /// <summary>The first host name of server_name; empty when there is none.</summary>
    public ReadOnlySpan<byte> ServerName { get; private set; }
    /// <summary>The ALPN list: length-prefixed names; empty when there is none. See <see cref="TlsAlpn"/>.</summary>
    public ReadOnlySpan<byte> AlpnList { get; private set; }
    /// <summary>supported_versions, two bytes each; empty when there is none.</summary>
    public ReadOnlySpan<byte> SupportedVersions { get; private set; }
    /// <summary>Whether there is a supported_versions extension.</summary>
    public bool HasSupportedVersions { get; private set; }
    /// <summary>supported_groups, two bytes each.</summary>
    public ReadOnlySpan<byte> SupportedGroups { get; private set; }
    /// <summary>EC point formats, a byte each.</summary>
    public ReadOnlySpan<byte> PointFormats { get; private set; }
    /// <summary>Signature schemes, two bytes each.</summary>
    public ReadOnlySpan<byte> SignatureAlgorithms { get; private set; }
    /// <summary>Whether a session ticket was sent that is not empty.</summary>
    public bool HasSessionTicket { get; private set; }
    /// <summary>Whether the client offers a pre-shared key.</summary>
    public bool HasPreSharedKey { get; private set; }
    /// <summary>Data of encrypted_client_hello; see <see cref="HasEncryptedClientHello"/>.</summary>
    public ReadOnlySpan<byte> EncryptedClientHello { get; private set; }
    /// <summary>Whether there is an encrypted_client_hello extension (real or GREASE: they look alike).</summary>
    public bool HasEncryptedClientHello { get; private set; }

    /// <summary>
    /// Reads the body of a ClientHello, without the handshake header. <paramref name="datagram"/>: DTLS, which has a cookie field.
    /// False when it breaks off before the extensions; a fault inside them only sets <see cref="ExtensionsTruncated"/>.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> body, bool datagram, out ClientHello hello)
    {
        hello = default;
        var reader = new ByteReader(body);
        var version = reader.U16();
        reader.Skip(RandomBytes);
        var sessionId = reader.Bytes(reader.U8());
        if (datagram) reader.Skip(reader.U8());
        var ciphers = reader.Bytes(reader.U16());
        reader.Skip(reader.U8());
        if (reader.Truncated) return false;
        // A hello without extensions ends here (RFC 5246 §7.4.1.2); one whose length is wrong is read as far as it goes.
        var declared = reader.Remaining >= 2 ? reader.U16() : 0;
        var extensions = reader.Rest[..Math.Min(declared, reader.Remaining)];
        hello.Version = version;
        hello.SessionId = sessionId;
        hello.CipherSuites = ciphers[..(ciphers.Length & ~1)];
        hello.Extensions = extensions;
        hello.ExtensionsTruncated = declared > extensions.Length;
        hello.ReadExtensions();
        return true;
    }

    private void ReadExtensions()
    {
        var extensions = new TlsExtensions(Extensions);
        while (extensions.MoveNext()) ReadExtension((TlsExtension)extensions.Type, extensions.Data); // ends: each turn consumes bytes
        if (extensions.Truncated) ExtensionsTruncated = true;
    }

    private void ReadExtension(TlsExtension type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case TlsExtension.ServerName when !HasServerName:
                HasServerName = true;
                ServerName = FirstHostName(data);
                break;
            case TlsExtension.Alpn: AlpnList = List(data, 2); break;
            case TlsExtension.SupportedVersions:
                HasSupportedVersions = true;
                SupportedVersions = List(data, 1);
                break;
            case TlsExtension.SupportedGroups: SupportedGroups = List(data, 2); break;
            case TlsExtension.EcPointFormats: PointFormats = List(data, 1); break;
            case TlsExtension.SignatureAlgorithms: SignatureAlgorithms = List(data, 2); break;
            case TlsExtension.SessionTicket: HasSessionTicket = data.Length > 0; break;
            case TlsExtension.PreSharedKey: HasPreSharedKey = true; break;
            case TlsExtension.EncryptedClientHello:
                HasEncryptedClientHello = true;
                EncryptedClientHello = data;
                break;
            default: break; // counts for the fingerprints, says nothing more
        }
    }

    /// <summary>The items behind a length of one or two bytes; what there is of them when the length says more.</summary>
    private static ReadOnlySpan<byte> List(ReadOnlySpan<byte> data, int lengthBytes)
    {
        var reader = new ByteReader(data);
        var length = lengthBytes == 1 ? reader.U8() : reader.U16();
        return reader.Rest[..Math.Min(length, reader.Remaining)];
    }

    private static ReadOnlySpan<byte> FirstHostName(ReadOnlySpan<byte> data)
    {
        const int hostName = 0; // RFC 6066 §3: the only name type there is
        var reader = new ByteReader(List(data, 2));
        while (!reader.AtEnd) // ends: each turn consumes at least three bytes or truncates
        {
            var type = reader.U8();
            var name = reader.Bytes(reader.U16());
            if (reader.Truncated) break;
            if (type == hostName) return name;
        }
        return default;
    }
}
