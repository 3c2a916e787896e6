namespace NetSensor.Protocols.Http;

/// <summary>What the headers of an answer say of another protocol that follows it (RFC 9110 §7.8). Mutable: a field, not to be copied.</summary>
internal struct HttpUpgrade
{
    private bool _isConnectionOption;
    private bool _isNamed;

    /// <summary>Whether both headers that a change of protocol needs were there.</summary>
    public readonly bool IsOffered => _isConnectionOption && _isNamed;

    /// <summary>Whether WebSocket follows.</summary>
    public bool IsToWebSocket { get; private set; }

    /// <summary>Looks at a header of the answer.</summary>
    public void Take(HttpHeader header)
    {
        if (header.Is("connection"u8))
        {
            if (!header.HasToken("close"u8) && header.HasToken("upgrade"u8)) _isConnectionOption = true;
        }
        else if (header.Is("upgrade"u8))
        {
            _isNamed = !header.Token.IsEmpty;
            IsToWebSocket = header.HasToken("websocket"u8);
        }
    }
}
