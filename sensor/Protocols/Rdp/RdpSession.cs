using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>What is known of one RDP connection, until it is told.</summary>
internal sealed class RdpSession
{
    private const int MaxCookieText = 1024;         // of the cookie's bytes, four characters each at most

    private Timestamp? _started;
    private string? _cookie, _result, _protocol;
    private List<string>? _requested, _channels;
    private bool? _restrictedAdmin;
    private RdpClientCore? _client;
    private RdpServerSecurity? _security;
    private bool _told;

    /// <summary>Whether the server chose network-level authentication.</summary>
    public bool IsAuthenticatedFirst { get; private set; }

    /// <summary>The client's request.</summary>
    public void OnRequest(RdpRequest request, Timestamp now)
    {
        if (request.HasCookie)
        {
            _started ??= now;
            _cookie = EscapedText.From(request.Cookie, MaxCookieText);
        }
        if (request.Protocols is not { } protocols) return;
        _requested = [];
        for (var bit = 0; bit < 5; bit++)           // §2.2.1.1.1: five are defined
            if ((protocols & (1u << bit)) != 0) _requested.Add(Offer(1u << bit));
        _restrictedAdmin = request.RestrictedAdmin;
    }

    /// <summary>The server's answer.</summary>
    public void OnConfirm(RdpConfirm confirm, Timestamp now)
    {
        if (confirm.Protocol is null && confirm.Failure is null) return;
        _started ??= now;
        if (confirm.Failure is { } failure) _result = RdpNames.Failure(failure);
        if (confirm.Protocol is not { } protocol) return;
        _protocol = RdpNames.SecurityProtocol(protocol);
        IsAuthenticatedFirst = protocol is 2 or 8;  // CredSSP
        if (confirm.ChoosesTls) _result ??= "encrypted";
    }

    /// <summary>The client's settings.</summary>
    public void OnClient(RdpDataBlocks blocks, IFlowContext flow)
    {
        _started ??= flow.Now;
        while (blocks.TryTake(out var type, out var content))      // ends: each turn takes a block
        {
            if (type == RdpDataBlocks.ClientCore) _client ??= RdpClientCore.Read(content);
            if (type != RdpDataBlocks.ClientNetwork || _channels is not null) continue;
            _channels = RdpChannels.Read(content, out var claimed);
            if (claimed > RdpChannels.Most) flow.Weird("RDP_channels_requested_exceeds_max", $"{claimed}");
        }
    }

    /// <summary>The server's settings, and whether they let the conference begin.</summary>
    public void OnServer(byte result, RdpDataBlocks blocks, IFlowContext flow)
    {
        _started ??= flow.Now;
        _result = RdpNames.ConferenceResult(result);
        while (blocks.TryTake(out var type, out var content))      // ends: each turn takes a block
        {
            if (type != RdpDataBlocks.ServerSecurity || RdpServerSecurity.Read(content, flow) is not { } security) continue;
            _security = security;
            if (security.Encrypts) _protocol = RdpNames.SecurityProtocol(0);
        }
    }

    /// <summary>Tells the connection, once, when there is anything to tell.</summary>
    public void Tell((bool Success, double Confidence)? login, IFlowContext flow)
    {
        if (_told || (_cookie is null && _result is null && _client is null)) return;
        _told = true;
        flow.Emit(new RdpSessionEvent
        {
            Started = _started ?? flow.Now,
            Cookie = _cookie,
            Result = _result,
            SecurityProtocol = _protocol,
            RequestedProtocols = _requested,
            RestrictedAdmin = _restrictedAdmin,
            ClientChannels = _channels,
            KeyboardLayout = _client is null ? null : KeyboardLayouts.Name(_client.Keyboard),
            ClientBuild = _client is null ? null : RdpNames.Build(_client.Build),
            ClientName = _client?.Name,
            ClientProductId = _client?.ProductId,
            DesktopWidth = _client?.Width,
            DesktopHeight = _client?.Height,
            ColorDepth = _client?.ColorDepth,
            CertificateType = _security?.CertificateType is { } type ? RdpNames.CertificateType(type) : null,
            CertificateCount = _security?.Certificates ?? 0,
            CertificatePermanent = _security is { CertificateType: not null } seen ? seen.Permanent : null,
            EncryptionLevel = _security is { } level ? RdpNames.EncryptionLevel(level.Level) : null,
            EncryptionMethod = _security is { } method ? RdpNames.EncryptionMethod(method.Method) : null,
            LoginSuccess = login?.Success,
            LoginConfidence = login?.Confidence,
        });
    }

    /// <summary>Forgets everything. The lists went out with an event and are not reused.</summary>
    public void Reset()
    {
        _started = null;
        _cookie = _result = _protocol = null;
        _requested = _channels = null;
        _restrictedAdmin = null;
        _client = null;
        _security = null;
        _told = false;
        IsAuthenticatedFirst = false;
    }

    private static string Offer(uint protocol) => protocol switch
    {
        4 => "RDSTLS",
        16 => "RDSAAD",
        _ => RdpNames.SecurityProtocol(protocol),
    };
}
