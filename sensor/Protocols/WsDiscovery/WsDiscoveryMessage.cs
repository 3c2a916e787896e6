namespace NetSensor.Protocols.WsDiscovery;

/// <summary>
/// A WS-Discovery datagram: SOAP 1.2 in XML (OASIS WS-Discovery 1.1 §2). Elements are found by their local names, whatever prefixes the sender chose;
/// of an element that comes more than once the first counts.
/// </summary>
public readonly ref struct WsDiscoveryMessage
{
    private const int MaxElements = 400;        // a Hello has about twenty; a message of 64 KB full of tags would take long
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
        if (!TryFind(bytes, "Action"u8, 0, out var action, out _)) return false;
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
        TryFind(_xml, "EndpointReference"u8, 0, out _, out var behind) && TryFind(_xml, "Address"u8, behind, out var address, out _) ? Text(address) : null;

    /// <summary>The text of an element; null without.</summary>
    public string? Value(ReadOnlySpan<byte> element) => TryFind(_xml, element, 0, out var text, out _) ? Text(text) : null;

    /// <summary>Finds an element at or behind an offset by its local name: <c>&lt;prefix:name …>text&lt;</c>.</summary>
    private static bool TryFind(ReadOnlySpan<byte> xml, ReadOnlySpan<byte> name, int from, out ReadOnlySpan<byte> text, out int behind)
    {
        text = default;
        behind = from;
        for (var count = 0; count < MaxElements; count++) // ends: counts up
        {
            var open = xml[behind..].IndexOf((byte)'<');
            if (open < 0) return false;
            var start = behind + open + 1;
            var close = xml[start..].IndexOf((byte)'>');
            if (close < 0) return false;
            behind = start + close + 1;
            var tag = xml.Slice(start, close);
            if (tag.IsEmpty || tag[0] is (byte)'/' or (byte)'?' or (byte)'!' || !Local(tag).SequenceEqual(name)) continue;
            var end = xml[behind..].IndexOf((byte)'<');
            if (end < 0) return false;
            if (tag[^1] != '/') text = xml.Slice(behind, end);
            return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n/"u8);
        if (end >= 0) tag = tag[..end];
        return tag[(tag.IndexOf((byte)':') + 1)..];
    }

    private static string? Text(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.IsEmpty ? null : EscapedText.From(text, MaxText);
    }

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
