
namespace NetSensor.Protocols.Tls;

/// <summary>The letters of ssl_history: which messages came in which order, the client's in capitals.</summary>
internal sealed class TlsHistory
{
    /// <summary>Zeek's limit; a handshake needs about ten.</summary>
    private const int MaxLetters = 100;

    private readonly char[] _letters = new char[MaxLetters];
    private int _count;

    /// <summary>Adds a letter; false when this was the last that fits.</summary>
    public bool Add(char letter, bool client)
    {
        if (_count == MaxLetters) return true;
        _letters[_count++] = client ? char.ToUpperInvariant(letter) : letter;
        return _count < MaxLetters;
    }

    /// <summary>The letter of a handshake message; 'z' for the unknown.</summary>
    public static char Letter(HandshakeType type) => type switch
    {
        HandshakeType.HelloRequest => 'h',
        HandshakeType.ClientHello => 'c',
        HandshakeType.ServerHello => 's',
        HandshakeType.HelloVerifyRequest => 'v',
        HandshakeType.NewSessionTicket => 't',
        HandshakeType.Certificate => 'x',
        HandshakeType.ServerKeyExchange => 'k',
        HandshakeType.CertificateRequest => 'r',
        HandshakeType.ServerHelloDone => 'n',
        HandshakeType.CertificateVerify => 'y',
        HandshakeType.ClientKeyExchange => 'g',
        HandshakeType.Finished => 'f',
        HandshakeType.CertificateUrl => 'w',
        HandshakeType.CertificateStatus => 'u',
        _ => 'z',
    };

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = 0;

    /// <inheritdoc/>
    public override string ToString() => new(_letters, 0, _count);
}
