namespace NetSensor.Protocols.WsDiscovery;

/// <summary>
/// A WS-Discovery datagram: SOAP 1.2 in XML (OASIS WS-Discovery 1.1 §2). Of an element that comes more than once the first counts.
/// </summary>
public readonly ref struct WsDiscoveryMessage
{
    private const int MaxText = 1024;           // scopes of a camera have some hundred bytes

    private readonly ReadOnlySpan<byte> _xml;

    private WsDiscoveryMessage(ReadOnlySpan<byte> xml, string action)
    {
        _xml = xml;
        Action = action;
    }

    /// <summary>"Hello", "Bye", "Probe", "ProbeMatches", "Resolve" or "ResolveMatches".</summary>
    public string Action { get; }

    /// <summary>Takes a datagram that is one: an envelope whose action is of the discovery protocol.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WsDiscoveryMessage message)
    {
        message = default;
        if (!CouldBe(bytes)) return false;
        if (!XmlElements.TryFind(bytes, "Action"u8, 0, out var action, out _)) return false;
        var slash = action.LastIndexOf((byte)'/');
        var name = NameOf(action[(slash + 1)..]);
        if (name is null || action.IndexOf("discovery"u8) < 0) return false;
        message = new WsDiscoveryMessage(bytes, name);
        return true;
    }

    /// <summary>Whether the datagram begins like one.</summary>
    public static bool CouldBe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\xEF\xBB\xBF"u8)) bytes = bytes[3..];
        return bytes.Length > 0 && bytes[0] == '<' && bytes[..Math.Min(bytes.Length, 512)].IndexOf("Envelope"u8) >= 0;
    }

    /// <summary>The address inside the endpoint reference; null without.</summary>
    public string? Endpoint() =>
        XmlElements.TryFind(_xml, "EndpointReference"u8, 0, out _, out var behind) && XmlElements.TryFind(_xml, "Address"u8, behind, out var address, out _) ? Text(address) : null;

    /// <summary>The text of an element; null without.</summary>
    public string? Value(ReadOnlySpan<byte> element) => XmlElements.TryFind(_xml, element, 0, out var text, out _) ? Text(text) : null;

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : EscapedText.From(text, MaxText);

    private static string? NameOf(ReadOnlySpan<byte> action)
    {
        if (action.SequenceEqual("Hello"u8)) return "Hello";
        if (action.SequenceEqual("Bye"u8)) return "Bye";
        if (action.SequenceEqual("Probe"u8)) return "Probe";
        if (action.SequenceEqual("ProbeMatches"u8)) return "ProbeMatches";
        if (action.SequenceEqual("Resolve"u8)) return "Resolve";
        return action.SequenceEqual("ResolveMatches"u8) ? "ResolveMatches" : null;
    }
}
