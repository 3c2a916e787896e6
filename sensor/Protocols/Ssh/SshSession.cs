using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ssh;

/// <summary>What is known of one SSH session, until it is told.</summary>
internal sealed class SshSession
{
    private const string Compressing = "zlib";       // and "zlib@openssh.com": sizes tell nothing then

    private Timestamp _started;
    private string? _client, _server;
    private SshProposal? _clientOffer, _serverOffer;
    private string? _cipher, _mac, _compression, _method, _hostKeyAlgorithm;
    private bool _told;

    /// <summary>Judges the logins.</summary>
    public SshLogin Login;

    /// <summary>Version of the protocol, once both sides identified themselves: 1, 2, or 0 when they cannot agree.</summary>
    public int? Version { get; set; }

    /// <summary>Fingerprint of the server's host key.</summary>
    public string? HostKey { get; set; }

    /// <summary>The key exchange method; null before both sides offered.</summary>
    public string? Method => _method;

    /// <summary>Whether a side identified itself.</summary>
    public bool IsKnown => _client is not null || _server is not null;

    /// <summary>A side identified itself.</summary>
    public void OnIdentification(ReadOnlySpan<byte> line, Direction direction, Timestamp now)
    {
        if (!IsKnown) _started = now;
        var text = EscapedText.From(line, SshMessage.MaxIdentification);
        if (direction == Direction.FromOriginator) _client = text;
        else _server = text;
    }

    /// <summary>A side said what it offers; the first offer of each counts.</summary>
    public void OnProposal(SshProposal offer, Direction direction)
    {
        if (direction == Direction.FromOriginator) _clientOffer ??= offer;
        else _serverOffer ??= offer;
        if (_method is not null || _clientOffer is not { } client || _serverOffer is not { } server) return;
        _cipher = SshProposal.Choose(SshNameList.CipherToServer, SshNameList.CipherToClient, client, server);
        _mac = SshProposal.Choose(SshNameList.MacToServer, SshNameList.MacToClient, client, server);
        _compression = SshProposal.Choose(SshNameList.CompressionToServer, SshNameList.CompressionToClient, client, server);
        _method = SshProposal.Choose(SshNameList.KeyExchange, client, server);
        _hostKeyAlgorithm = SshProposal.Choose(SshNameList.HostKey, client, server);
    }

    /// <summary>Tells the session, once.</summary>
    public void Tell(IFlowContext flow)
    {
        if (_told || !IsKnown) return;
        _told = true;
        var readable = _compression is null || !_compression.StartsWith(Compressing, StringComparison.Ordinal);
        flow.Emit(new SshSessionEvent
        {
            Started = _started,
            Version = Version,
            LoginSuccess = readable ? Login.Success : null,
            LoginAttempts = readable ? Login.Attempts : 0,
            Client = _client,
            Server = _server,
            Cipher = _cipher,
            Mac = _mac,
            Compression = _compression,
            KeyExchange = _method,
            HostKeyAlgorithm = _hostKeyAlgorithm,
            HostKey = HostKey,
            Hassh = _clientOffer is null ? null : Hassh.OfClient(_clientOffer),
            HasshServer = _serverOffer is null ? null : Hassh.OfServer(_serverOffer),
        });
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _started = default;
        _client = _server = null;
        _clientOffer = _serverOffer = null;
        _cipher = _mac = _compression = _method = _hostKeyAlgorithm = null;
        _told = false;
        Login = default;
        Version = null;
        HostKey = null;
    }
}
