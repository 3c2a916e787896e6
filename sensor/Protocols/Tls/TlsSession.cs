using NetSensor.Events;
using NetSensor.Protocols.X509;
using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

/// <summary>
/// What one handshake said so far, whichever way its messages came (TLS records, DTLS fragments, QUIC CRYPTO frames). It follows the
/// semantics of Zeek's SSL scripts, and tells one <see cref="TlsSessionEvent"/> in the end.
/// </summary>
public sealed class TlsSession(Ja4Transport transport)
{
    private const int MaxServerNameBytes = 512; // DNS names have 253 at most; more is kept to show what was tried
    private const int SessionIdBytes = 32;      // longer ones are against the standard and count as none

    private readonly TlsHistory _history = new();
    private readonly TlsCertificates _certificates = new();
    private readonly byte[] _sessionId = new byte[SessionIdBytes];
    private bool _hasSessionId, _ticketOffered, _pskOffered, _clientKeySeen, _resumed, _established, _flipped;
    private Timestamp _start;
    private ushort _version;
    private int _cipher; // three bytes in SSL 2.0
    private bool _hasVersion, _hasCipher;
    private string? _curve, _serverName, _lastAlert, _nextProtocol, _offeredProtocol, _ja3, _ja3s, _ja4, _ech;

    /// <summary>Whether there is anything to tell.</summary>
    public bool Exists { get; private set; }

    /// <summary>Whether it was told; nothing is added then.</summary>
    public bool Told { get; private set; }

    /// <summary>Version that the handshake settled on; 0 before the ServerHello.</summary>
    public ushort Negotiated { get; private set; }

    /// <summary>Whether a ClientHello of a known version was seen.</summary>
    public bool Confirmed { get; private set; }

    /// <summary>Name that the client asked for (SNI); null when it asked for none.</summary>
    public string? ServerName => _serverName;

    /// <summary>First protocol that the client offered (ALPN).</summary>
    public string? OfferedProtocol => _offeredProtocol;

    /// <summary>JA4 of the client's first hello.</summary>
    public string? ClientFingerprint => _ja4;

    /// <summary>Notes that something readable of this session came.</summary>
    public void Begin(IFlowContext flow)
    {
        if (Exists) return;
        Exists = true;
        _start = flow.Now;
    }

    /// <summary>Takes one handshake message; false when it breaks the rules.</summary>
    public bool OnHandshake(HandshakeType type, ReadOnlySpan<byte> body, Direction direction, IFlowContext flow)
    {
        Begin(flow);
        var letter = TlsHistory.Letter(type);
        var understood = type switch
        {
            HandshakeType.ClientHello => OnClientHello(body, direction, flow),
            HandshakeType.ServerHello => OnServerHello(body, direction, flow, ref letter),
            HandshakeType.HelloRequest => CheckDirection(Direction.FromResponder, direction, flow),
            HandshakeType.Certificate => _certificates.OnMessage(body, IsClient(direction), flow),
            HandshakeType.ServerKeyExchange => OnServerKeyExchange(body),
            HandshakeType.CertificateStatus => OnCertificateStatus(body, flow),
            _ => letter != 'z',
        };
        if (!understood) return false;
        if (type == HandshakeType.ClientKeyExchange && IsClient(direction)) _clientKeySeen = true;
        Add(letter, direction, flow);
        return true;
    }

    /// <summary>Takes a ChangeCipherSpec.</summary>
    public void OnChangeCipherSpec(Direction direction, IFlowContext flow)
    {
        Begin(flow);
        Add('i', direction, flow);
        if (IsClient(direction) && _ticketOffered && !_clientKeySeen) _resumed = true;
    }

    /// <summary>Takes an alert that was sent in the clear.</summary>
    public void OnAlert(int description, Direction direction, IFlowContext flow)
    {
        Begin(flow);
        Add('l', direction, flow);
        _lastAlert = TlsAlerts.Name(description);
    }

    /// <summary>Takes a heartbeat that was sent in the clear.</summary>
    public void OnHeartbeat(Direction direction, IFlowContext flow)
    {
        Begin(flow);
        Add('b', direction, flow);
    }

    /// <summary>Takes the ClientHello of SSL 2.0, which has no handshake message and no letter.</summary>
    public void OnSsl2ClientHello(IFlowContext flow)
    {
        Begin(flow);
        Confirm(flow);
    }

    /// <summary>Takes the ServerHello of SSL 2.0: the first cipher kind and the one certificate.</summary>
    public void OnSsl2ServerHello(ReadOnlySpan<byte> certificate, int cipher, IFlowContext flow)
    {
        Begin(flow);
        (_version, _hasVersion, Negotiated) = (TlsVersions.Ssl2, true, TlsVersions.Ssl2);
        (_cipher, _hasCipher) = (cipher, true);
        if (!certificate.IsEmpty) _certificates.OnCertificate(certificate, host: true, client: false, flow);
    }

    /// <summary>Both sides encrypt: the handshake is over, and told.</summary>
    public void Establish(IFlowContext flow)
    {
        Begin(flow);
        _established = true;
        Tell(flow);
    }

    /// <summary>Tells what was seen, once, if there was anything.</summary>
    public void Tell(IFlowContext flow)
    {
        if (!Exists || Told) return;
        Told = true;
        var leaf = _certificates.ServerCertificate;
        flow.Emit(new TlsSessionEvent
        {
            Start = _start,
            Version = _hasVersion ? TlsVersions.Name(_version) : null,
            Cipher = _hasCipher ? CipherSuites.Name(_cipher) : null,
            Curve = _curve,
            ServerName = _serverName,
            Resumed = _resumed,
            LastAlert = _lastAlert,
            NextProtocol = _nextProtocol,
            OfferedProtocol = _offeredProtocol,
            Established = _established,
            History = _history.ToString(),
            CertificateChain = _certificates.Server,
            ClientCertificateChain = _certificates.Client,
            NameMatchesCertificate = leaf is not null && _serverName is not null ? HostNames.Covers(leaf, _serverName) : null,
            ServerCertificate = leaf,
            Ja3 = _ja3,
            Ja3s = _ja3s,
            Ja4 = _ja4,
            EncryptedClientHello = _ech,
        });
    }

    /// <summary>Forgets everything, for the next flow.</summary>
    public void Reset()
    {
        _history.Clear();
        _certificates.Reset();
        _hasSessionId = _ticketOffered = _pskOffered = _clientKeySeen = _resumed = _established = _flipped = false;
        _hasVersion = _hasCipher = Exists = Told = Confirmed = false;
        (_version, _cipher, Negotiated, _start) = (0, 0, 0, default);
        _curve = _serverName = _lastAlert = _nextProtocol = _offeredProtocol = _ja3 = _ja3s = _ja4 = _ech = null;
    }

    private bool OnClientHello(ReadOnlySpan<byte> body, Direction direction, IFlowContext flow)
    {
        CheckDirection(Direction.FromOriginator, direction, flow);
        if (!ClientHello.TryRead(body, transport == Ja4Transport.Dtls, out var hello)) return false;
        if (hello.HasServerName && !hello.ServerName.IsEmpty)
        {
            _serverName = EscapedText.From(hello.ServerName, MaxServerNameBytes);
            flow.NameDestination(_serverName, "sni");
        }
        if (hello.HasSessionTicket) _ticketOffered = true;
        if (hello.HasPreSharedKey) _pskOffered = true;
        if (hello.SessionId.IndexOfAnyExcept((byte)0) >= 0 && hello.SessionId.Length <= SessionIdBytes)
        {
            Pad(hello.SessionId, _sessionId);
            _hasSessionId = true;
            _ticketOffered = false;
        }
        Fingerprint(hello, flow);
        if (!TlsVersions.IsKnown(hello.Version)) return false;
        Confirm(flow);
        return true;
    }

    private void Fingerprint(in ClientHello hello, IFlowContext flow)
    {
        const byte inner = 1; // RFC 9849 §5
        if (hello.HasEncryptedClientHello) _ech ??= hello.EncryptedClientHello is [inner, ..] ? "inner" : "outer";
        if (_ja4 is not null) return;
        var protocol = TlsAlpn.First(hello.AlpnList);
        if (!protocol.IsEmpty) _offeredProtocol = EscapedText.From(protocol, byte.MaxValue);
        _ja3 = Ja3.Of(hello);
        _ja4 = Ja4.Of(hello, transport);
        flow.SetJa4(_ja4);
    }

    private bool OnServerHello(ReadOnlySpan<byte> body, Direction direction, IFlowContext flow, ref char letter)
    {
        CheckDirection(Direction.FromResponder, direction, flow);
        if (!ServerHello.TryRead(body, out var hello)) return false;
        if (hello.SelectedVersion != 0) (_version, _hasVersion) = (hello.SelectedVersion, true);
        else if (!_hasVersion) (_version, _hasVersion) = (hello.Version, true);
        if (Negotiated == 0) Negotiated = hello.SelectedVersion != 0 ? hello.SelectedVersion : hello.Version;
        if (hello.Group != 0) _curve = TlsGroups.Name(hello.Group);
        var protocol = TlsAlpn.First(hello.AlpnList);
        if (!protocol.IsEmpty) _nextProtocol = EscapedText.From(protocol, byte.MaxValue);
        if (hello.HasPreSharedKey && _pskOffered) _resumed = true;
        (_cipher, _hasCipher) = (hello.CipherSuite, true);
        if (hello.IsRetryRequest) letter = 'j';
        if (_ech is not null && hello.HasEncryptedClientHello) _ech = "retry";
        else if (_ech == "outer" && TlsVersions.IsBefore13(Negotiated)) _ech = "refused";
        if (ContinuesSession(hello.SessionId)) _resumed = true;
        _ja3s = Ja3.Of(hello.Version, hello.CipherSuite, hello.Extensions);
        return TlsVersions.IsKnown(hello.Version);
    }

    /// <summary>Whether the server took up the session that the client named; since TLS 1.3 it only echoes it.</summary>
    private bool ContinuesSession(ReadOnlySpan<byte> sessionId)
    {
        if (!_hasSessionId || sessionId.Length > SessionIdBytes || TlsVersions.Is13(_version)) return false;
        Span<byte> padded = stackalloc byte[SessionIdBytes];
        Pad(sessionId, padded);
        return padded.SequenceEqual(_sessionId);
    }

    // ECDHE: curve type, curve, point, signature (RFC 8422 §5.4); with a pre-shared key behind an identity hint (RFC 5489 §2).
    private bool OnServerKeyExchange(ReadOnlySpan<byte> body)
    {
        const byte namedCurve = 3;
        if (!_hasCipher || _version == TlsVersions.Ssl2) return true;
        var cipher = CipherSuites.Name(_cipher);
        var ephemeral = cipher.StartsWith("TLS_ECDHE_", StringComparison.Ordinal) || cipher.StartsWith("TLS_ECDH_ANON", StringComparison.Ordinal);
        if (!ephemeral) return true;
        var reader = new ByteReader(body);
        if (cipher.StartsWith("TLS_ECDHE_PSK", StringComparison.Ordinal)) reader.Skip(reader.U16());
        if (reader.U8() != namedCurve) return !reader.Truncated;
        var curve = reader.U16();
        if (reader.Truncated) return false;
        _curve = TlsGroups.Name(curve);
        return true;
    }

    private static bool OnCertificateStatus(ReadOnlySpan<byte> body, IFlowContext flow)
    {
        var reader = new ByteReader(body);
        reader.Skip(4); // type, length 24
        if (reader.AtEnd) flow.Weird("SSL_zero_length_stapled_OCSP_message");
        return !reader.Truncated;
    }

    /// <summary>Notes that client and originator changed places (DTLS after STUN does so).</summary>
    private bool CheckDirection(Direction expected, Direction direction, IFlowContext flow)
    {
        if (_flipped != (expected == direction)) return true;
        if (_flipped) flow.Weird("SSL_unclear_connection_direction");
        _flipped = !_flipped;
        _history.Add('^', client: false);
        return true;
    }

    private void Add(char letter, Direction direction, IFlowContext flow)
    {
        if (!_history.Add(letter, IsClient(direction))) flow.Weird("SSL_max_ssl_history_length_reached");
    }

    private void Confirm(IFlowContext flow)
    {
        Confirmed = true;
        flow.ConfirmService(transport == Ja4Transport.Dtls ? "dtls" : "ssl");
    }

    private bool IsClient(Direction direction) => (direction == Direction.FromOriginator) != _flipped;

    private static void Pad(ReadOnlySpan<byte> sessionId, Span<byte> padded)
    {
        padded.Clear();
        sessionId.CopyTo(padded);
    }
}
