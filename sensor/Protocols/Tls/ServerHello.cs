using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  0         2           34
//  +---------+-----------+----------------+--------+-------------+--------------+
//  | version | random 32 | session id (1) | cipher | compression | extensions(2)|
//  +---------+-----------+----------------+--------+-------------+--------------+
//  Drafts of TLS 1.3 had neither session id nor compression.

/// <summary>The server's choice (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3); borrows the message's bytes.</summary>
public readonly ref struct ServerHello
{
    private const int RandomBytes = 32;
    private const int GroupOnly = 2; // key_share of a HelloRetryRequest: just the group (RFC 8446 §4.2.8)

    /// <summary>SHA-256 of "HelloRetryRequest", which marks one (RFC 8446 §4.1.3).</summary>
    private static ReadOnlySpan<byte> RetryRandom =>
    [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ];

    /// <summary>The version field; since TLS 1.3 frozen at 0x0303.</summary>
    public ushort Version { get; private init; }
    /// <summary>32 bytes.</summary>
    public ReadOnlySpan<byte> Random { get; private init; }
    /// <summary>Up to 255 bytes.</summary>
    public ReadOnlySpan<byte> SessionId { get; private init; }
    /// <summary>The cipher suite chosen.</summary>
    public ushort CipherSuite { get; private init; }
    /// <summary>The extension block without its length.</summary>
    public ReadOnlySpan<byte> Extensions { get; private init; }
    /// <summary>supported_versions: the version really chosen; 0 when absent.</summary>
    public ushort SelectedVersion { get; private init; }
    /// <summary>Group of key_share; 0 when absent.</summary>
    public ushort Group { get; private init; }
    /// <summary>The ALPN list, which holds the one protocol chosen.</summary>
    public ReadOnlySpan<byte> AlpnList { get; private init; }
    /// <summary>Whether the offered pre-shared key was taken.</summary>
    public bool HasPreSharedKey { get; private init; }
    /// <summary>Whether there is an encrypted_client_hello extension (only in a HelloRetryRequest: the server knows ECH).</summary>
    public bool HasEncryptedClientHello { get; private init; }

    /// <summary>Whether it is a HelloRetryRequest.</summary>
    public bool IsRetryRequest => Random.SequenceEqual(RetryRandom);

    /// <summary>Reads the body of a ServerHello; false when it breaks off before the extensions.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out ServerHello hello)
    {
        hello = default;
        var reader = new ByteReader(body);
        var version = reader.U16();
        var random = reader.Bytes(RandomBytes);
        var sessionId = TlsVersions.Is13(version) ? default : reader.Bytes(reader.U8());
        var cipher = reader.U16();
        if (!TlsVersions.Is13(version)) reader.Skip(1);
        if (reader.Truncated) return false;
        var declared = reader.Remaining >= 2 ? reader.U16() : 0;
        hello = WithExtensions(new ServerHello
        {
            Version = version,
            Random = random,
            SessionId = sessionId,
            CipherSuite = cipher,
            Extensions = reader.Rest[..Math.Min(declared, reader.Remaining)],
        });
        return true;
    }

    private static ServerHello WithExtensions(ServerHello hello)
    {
        const ushort keyShareOfDrafts = 40;
        var extensions = new TlsExtensions(hello.Extensions);
        while (extensions.MoveNext()) // ends: each turn consumes at least four bytes
        {
            var data = new ByteReader(extensions.Data);
            hello = extensions.Type switch
            {
                (ushort)TlsExtension.SupportedVersions => hello with { SelectedVersion = data.U16() },
                (ushort)TlsExtension.KeyShare or keyShareOfDrafts => hello with { Group = ReadGroup(extensions.Data) },
                (ushort)TlsExtension.Alpn => hello with { AlpnList = data.Bytes(data.U16()) },
                (ushort)TlsExtension.PreSharedKey => hello with { HasPreSharedKey = true },
                (ushort)TlsExtension.EncryptedClientHello => hello with { HasEncryptedClientHello = true },
                _ => hello,
            };
        }
        return hello;
    }

    private static ushort ReadGroup(ReadOnlySpan<byte> data)
    {
        var reader = new ByteReader(data);
        var group = reader.U16();
        if (data.Length != GroupOnly) reader.Skip(reader.U16());
        return reader.Truncated ? (ushort)0 : group;
    }
}
