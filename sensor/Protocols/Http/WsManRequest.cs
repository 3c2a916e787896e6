namespace NetSensor.Protocols.Http;

/// <summary>
/// The beginning of a request of WS-Management ([MS-WSMV] §2.2, DSP0226 §5): SOAP in UTF-8 or UTF-16, whose header names action and resource.
/// <code>&lt;a:Action …&gt;http://…/transfer/Create&lt;/a:Action&gt; … &lt;w:ResourceURI …&gt;http://…/shell/cmd&lt;/w:ResourceURI&gt;</code>
/// </summary>
public readonly record struct WsManRequest(string? Action, string? Resource)
{
    private const int MaxUriBytes = 256;            // the longest of Windows have some hundred

    /// <summary>Whether a request target is that of WinRM ([MS-WSMV] §2.1).</summary>
    public static bool IsTarget(string? uri) => uri is not null && uri.StartsWith("/wsman", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the first bytes of a body; null for what is not there.</summary>
    public static WsManRequest Read(ReadOnlySpan<byte> body)
    {
        if (body.Length <= 3 || (body[1] != 0 && !body[..2].SequenceEqual((ReadOnlySpan<byte>)[0xff, 0xfe]))) return ReadText(body);
        Span<byte> narrow = stackalloc byte[HttpFile.StartBytes / 2];
        var letters = Math.Min(body.Length / 2, narrow.Length);
        for (var i = 0; i < letters; i++) narrow[i] = body[2 * i];              // UTF-16: what is looked for is ASCII
        return ReadText(narrow[..letters]);
    }

    private static WsManRequest ReadText(ReadOnlySpan<byte> text)
    {
        var action = Element(text, ":Action"u8);
        return new WsManRequest(action?[(action.LastIndexOf('/') + 1)..], Element(text, ":ResourceURI"u8));
    }

    private static string? Element(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        if (at < 0) return null;
        var rest = text[(at + name.Length)..];
        var open = rest.IndexOf((byte)'>');
        if (open < 0) return null;
        rest = rest[(open + 1)..];
        var close = rest.IndexOf((byte)'<');
        return close <= 0 ? null : EscapedText.From(rest[..close].Trim(" \t\r\n"u8), MaxUriBytes);
    }
}
