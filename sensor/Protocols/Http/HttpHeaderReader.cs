using System.Buffers.Text;
using System.Text;

namespace NetSensor.Protocols.Http;

/// <summary>Notes what a request's headers tell of its transaction.</summary>
public static class HttpHeaderReader
{
    private const int MaxTextBytes = 4096; // longer values are cut: browsers send less, and a log line has to stay a line

    /// <summary>Notes one header.</summary>
    public static void Take(HttpHeader header, HttpTransaction transaction)
    {
        if (header.Is("host"u8)) transaction.Host = Text(header);
        else if (header.Is("user-agent"u8)) transaction.UserAgent = Text(header);
        else if (header.Is("referer"u8)) transaction.Referrer = Text(header);
        else if (header.Is("origin"u8)) transaction.Origin = Text(header);
        else if (header.Is("soapaction"u8)) transaction.SoapAction = Text(header);
        else if (header.Is("range"u8)) transaction.AsksForRange = true;
        else if (header.Is("authorization"u8) || header.Is("proxy-authorization"u8)) TakeCredentials(header, transaction);
        else if (header.Is("content-type"u8)) transaction.IsEncrypted |= IsEncrypted(header.Value);
        else if (ProxyName(header) is { } name) transaction.AddProxied($"{name} -> {Text(header)}");
    }

    private static string Text(HttpHeader header) => EscapedText.From(header.Value, MaxTextBytes);

    private static bool IsEncrypted(ReadOnlySpan<byte> type) =>
        type.StartsWith("multipart/encrypted"u8) || type.StartsWith("multipart/x-multi-encrypted"u8);

    private static string? ProxyName(HttpHeader header)
    {
        if (header.Is("via"u8)) return "VIA";
        if (header.Is("x-forwarded-for"u8)) return "X-FORWARDED-FOR";
        if (header.Is("forwarded"u8)) return "FORWARDED";
        if (header.Is("x-forwarded-from"u8)) return "X-FORWARDED-FROM";
        if (header.Is("client-ip"u8)) return "CLIENT-IP";
        if (header.Is("proxy-connection"u8)) return "PROXY-CONNECTION";
        return header.Is("xroxy-connection"u8) ? "XROXY-CONNECTION" : null; // a known misspelling in the wild
    }

    // Basic authentication (RFC 7617): base64 of "user:password"; the password is not kept.
    private static void TakeCredentials(HttpHeader header, HttpTransaction transaction)
    {
        var value = header.Value;
        if (value.Length < 6 || !Ascii.EqualsIgnoreCase(value[..6], "basic "u8)) return;
        var encoded = value[6..].Trim(" \t"u8);
        Span<byte> plain = stackalloc byte[1024];
        var usable = encoded[..Math.Min(encoded.Length, 1024)];
        Base64.DecodeFromUtf8(usable, plain, out _, out var written);
        var colon = plain[..written].IndexOf((byte)':');
        transaction.Username = colon >= 0
            ? EscapedText.From(plain[..colon], MaxTextBytes)
            : $"<problem-decoding> ({Text(header)})";
    }
}
