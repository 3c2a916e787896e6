using NetSensor.Events;
using NetSensor.Protocols.X509;
using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

//  Certificate message before TLS 1.3 (RFC 5246 §7.4.2): length 24, then certificates, each behind a length of 24 bits

/// <summary>The certificate chains of one session; tells a <see cref="CertificateEvent"/> for each certificate.</summary>
internal sealed class TlsCertificates
{
    private const int MaxCertificates = 32; // of one message; real chains have up to five, a few servers send their whole store

    private List<string>? _server;
    private List<string>? _client;

    /// <summary>Fingerprints of the server's chain; null when no certificate was seen at all.</summary>
    public IReadOnlyList<string>? Server => _server;

    /// <summary>Fingerprints of the client's chain; null when no certificate was seen at all.</summary>
    public IReadOnlyList<string>? Client => _client;

    /// <summary>The server's own certificate; null when none was seen or it could not be read.</summary>
    public CertificateDetails? ServerCertificate { get; private set; }

    private bool _serverSeen;

    /// <summary>Reads a Certificate message; false when it is malformed.</summary>
    public bool OnMessage(ReadOnlySpan<byte> body, bool client, IFlowContext flow)
    {
        var reader = new ByteReader(body);
        var list = reader.Block(reader.U24());
        if (list.Truncated) return false;
        for (var i = 0; i < MaxCertificates && !list.AtEnd; i++)
        {
            var der = list.Bytes(list.U24());
            if (list.Truncated) return false;
            if (der.IsEmpty) flow.Weird("zero_length_certificate");
            else OnCertificate(der, i == 0, client, flow);
        }
        return true;
    }

    /// <summary>Reads one certificate of a chain, the first of which is the sender's own.</summary>
    public void OnCertificate(ReadOnlySpan<byte> der, bool host, bool client, IFlowContext flow)
    {
        _server ??= [];
        _client ??= [];
        var details = CertificateCache.Read(der);
        if (!client && !_serverSeen)
        {
            _serverSeen = true;
            ServerCertificate = details;
        }
        if (details is null)
        {
            flow.Weird("x509_cert_parse_error");
            return;
        }
        if (host && !client && TorCertificate.HasShape(details.Subject, details.Issuer)) flow.ConfirmService(TorCertificate.Service);
        (client ? _client : _server).Add(details.Fingerprint);
        flow.Emit(new CertificateEvent { Certificate = details, IsHost = host, IsClient = client });
    }

    /// <summary>Forgets everything. The lists went out with an event and are not reused.</summary>
    public void Reset()
    {
        _server = null;
        _client = null;
        ServerCertificate = null;
        _serverSeen = false;
    }
}
