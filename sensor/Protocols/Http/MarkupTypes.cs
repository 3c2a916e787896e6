using System.Text;

namespace NetSensor.Protocols.Http;

/// <summary>Kinds of marked-up text by the first element behind comments, the XML declaration and white space.</summary>
public static class MarkupTypes
{
    private const int MaxComments = 32; // real pages open with a few; the bytes looked at are few as well

    /// <summary>The MIME type of text that begins with "&lt;"; null when it is none that is known.</summary>
    public static string? Detect(ReadOnlySpan<byte> text)
    {
        var declared = false;
        for (var turn = 0; turn < MaxComments; turn++)
        {
            if (text.StartsWith("<?xml "u8))
            {
                declared = true;
                if (!SkipPast(ref text, "?>"u8)) return "application/xml";
            }
            else if (!text.StartsWith("<!--"u8) || !SkipPast(ref text, "-->"u8)) break;
            text = text.TrimStart(" \t\r\n"u8);
        }
        return ByElement(text) ?? (declared ? "application/xml" : ByScript(text));
    }

    private static string? ByElement(ReadOnlySpan<byte> text)
    {
        if (Begins(text, "<!doctype"u8)) return ByDocumentType(text["<!doctype"u8.Length..].TrimStart((byte)' '));
        if (Begins(text, "<html"u8) || Begins(text, "<head"u8) || Begins(text, "<title"u8) || Begins(text, "<body"u8)) return "text/html";
        if (Begins(text, "<meta"u8) && Begins(text[5..].TrimStart((byte)' '), "http-equiv"u8)) return "text/html";
        if (Begins(text, "<cross-domain-policy"u8)) return "text/x-cross-domain-policy";
        if (Begins(text, "<soap:envelope"u8) || Begins(text, "<soap-env:envelope"u8)) return "application/soap+xml";
        if (Begins(text, "<methodresponse>"u8)) return "application/xml-rpc";
        if (Begins(text, "<rss"u8)) return "text/rss";
        if (Begins(text, "<feed"u8) && text[..Math.Min(text.Length, 512)].IndexOf("w3.org/2005/Atom"u8) > 0) return "text/atom";
        if (Begins(text, "<manifest"u8) && text[..Math.Min(text.Length, 256)].IndexOf("ns.adobe.com/f4m/"u8) > 0) return "application/f4m";
        return Begins(text, "<jnlp "u8) ? "application/x-java-jnlp-file" : null;
    }

    private static string? ByDocumentType(ReadOnlySpan<byte> name)
    {
        if (Begins(name, "html"u8)) return "text/html";
        return Begins(name, "cross-domain-policy"u8) ? "text/x-cross-domain-policy" : null;
    }

    private static string? ByScript(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("<?php"u8)) return "text/x-php";
        if (!Begins(text, "<script"u8)) return null;
        var head = text[7..Math.Min(text.Length, 80)];
        if (head.StartsWith(">"u8)) head = head[1..].TrimStart(" \t\r\n"u8);
        else return head.IndexOf("avascript"u8) > 0 || head.IndexOf("avaScript"u8) > 0 ? "application/javascript" : null;
        return head.StartsWith("var "u8) || head.StartsWith("function "u8) ? "application/javascript" : null;
    }

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) =>
        text.Length >= lowerCase.Length && Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);

    private static bool SkipPast(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        var at = text.IndexOf(end);
        if (at < 0) return false;
        text = text[(at + end.Length)..];
        return true;
    }
}
