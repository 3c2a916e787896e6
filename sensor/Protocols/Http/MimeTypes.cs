using System.Text;

namespace NetSensor.Protocols.Http;

/// <summary>What a file is by its first bytes, in the names that Zeek's logs use. Null when nothing is recognised.</summary>
public static class MimeTypes
{
    private const int ShortestPlainText = 10; // fewer printable characters in a row prove nothing

    /// <summary>The MIME type of a file that begins like this.</summary>
    public static string? Detect(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) return null;
        return ByMagic(start) ?? ByContainer(start) ?? ByText(start) ?? (IsPlainText(start) ? "text/plain" : null);
    }

    private static string? ByMagic(ReadOnlySpan<byte> b)
    {
        foreach (var (magic, type) in Magics)
            if (b.StartsWith(magic)) return type;
        return null;
    }

    // Formats whose name stands behind the first bytes.
    private static string? ByContainer(ReadOnlySpan<byte> b)
    {
        if (b.Length >= 12 && b.StartsWith("RIFF"u8))
        {
            if (b[8..].StartsWith("WEBP"u8)) return "image/webp";
            if (b[8..].StartsWith("WAVE"u8)) return "audio/x-wav";
            if (b[8..].StartsWith("AVI "u8)) return "video/x-msvideo";
        }
        if (b.Length >= 12 && b[4..].StartsWith("ftyp"u8)) return b[8..].StartsWith("qt"u8) ? "video/quicktime" : "video/mp4";
        if (b.StartsWith("PK\x03\x04"u8)) return ByZipMember(b);
        if (b.Length >= 8 && b.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]))
            return b[7] is >= 0x2D and <= 0x34 ? "application/x-java-applet" : "application/x-mach-o-executable";
        if (b.Length > 262 && b[257..].StartsWith("ustar"u8)) return "application/x-tar";
        return ByOcsp(b);
    }

    // OCSP is DER: a request names the SHA-1 hash (1.3.14.3.2.26), an answer the basic response type (1.3.6.1.5.5.7.48.1.1) near its start (RFC 6960 §4).
    private static string? ByOcsp(ReadOnlySpan<byte> b)
    {
        if (b.Length < 12 || b[0] != 0x30) return null;
        var head = b[11..Math.Min(b.Length, 30)];
        var request = head.IndexOf((ReadOnlySpan<byte>)[0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A]);
        if (request is >= 0 and <= 8) return "application/ocsp-request";
        var response = head.IndexOf((ReadOnlySpan<byte>)[0x06, 0x09, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01]);
        return response is >= 0 and <= 8 ? "application/ocsp-response" : null;
    }

    private static string ByZipMember(ReadOnlySpan<byte> b)
    {
        var head = b[..Math.Min(b.Length, 256)];
        if (head.IndexOf("META-INF/MANIFEST.MF"u8) > 0) return "application/java-archive";
        if (head.IndexOf("[Content_Types].xml"u8) < 0 && head.IndexOf("_rels/.rels"u8) < 0 && head.IndexOf("docProps"u8) < 0) return "application/zip";
        if (b.IndexOf("word/"u8) > 0) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        if (b.IndexOf("ppt/"u8) > 0) return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
        if (b.IndexOf("xl/"u8) > 0) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return "application/zip";
    }

    private static string? ByText(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith("#!"u8)) return ByInterpreter(b);
        if (b.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) b = b[3..];
        var text = b.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) return null;
        return text[0] switch
        {
            (byte)'<' => MarkupTypes.Detect(text),
            (byte)'{' or (byte)'[' => JsonStart.Looks(text) ? "text/json" : null,
            (byte)'f' => text.StartsWith("for (;;);"u8) ? "application/javascript" : null,
            (byte)'d' => text.StartsWith("document.write"u8) ? "application/javascript" : null,
            (byte)'(' => text.StartsWith("(function() {"u8) || text.StartsWith("(function(){"u8) ? "application/javascript" : null,
            _ => null,
        };
    }

    private static string? ByInterpreter(ReadOnlySpan<byte> b)
    {
        var end = b.IndexOf((byte)'\n');
        var line = end < 0 ? b[..Math.Min(b.Length, 80)] : b[..end];
        if (line.IndexOf("bin/"u8) < 0) return null;
        if (line.IndexOf("perl"u8) > 0) return "text/x-perl";
        if (line.IndexOf("python"u8) > 0) return "text/x-python";
        if (line.IndexOf("ruby"u8) > 0) return "text/x-ruby";
        if (line.IndexOf("node"u8) > 0) return "application/javascript";
        if (line.IndexOf("php"u8) > 0) return "text/x-php";
        return line.IndexOf("sh"u8) > 0 ? "text/x-shellscript" : null;
    }

    private static bool IsPlainText(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) b = b[3..];
        else if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || b.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) b = b[2..];
        return b.Length >= ShortestPlainText && b[..ShortestPlainText].IndexOfAnyExcept(PlainBytes) < 0;
    }

    private static readonly System.Buffers.SearchValues<byte> PlainBytes = System.Buffers.SearchValues.Create(
        Encoding.ASCII.GetBytes("\t\n\v\f\r" + string.Concat(Enumerable.Range(0x20, 0x5F).Select(code => (char)code))));

    private static readonly (byte[] Magic, string Type)[] Magics =
    [
        ([0x89, .. "PNG"u8], "image/png"),
        ([.. "GIF8"u8], "image/gif"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0, 0, 1, 0], "image/x-icon"),
        ([.. "II"u8, 0x2A, 0], "image/tiff"),
        ([.. "MM"u8, 0, 0x2A], "image/tiff"),
        ([.. "8BPS"u8], "image/vnd.adobe.photoshop"),
        ([.. "%PDF-"u8], "application/pdf"),
        ([.. "%!PS"u8], "application/postscript"),
        ([.. "{\\rtf"u8], "text/rtf"),
        ([.. "MZ"u8], "application/x-dosexec"),
        ([0x7F, .. "ELF"u8], "application/x-executable"),
        ([0xCE, 0xFA, 0xED, 0xFE], "application/x-mach-o-executable"),
        ([0xCF, 0xFA, 0xED, 0xFE], "application/x-mach-o-executable"),
        ([0x4C, 0, 0, 0, 1, 0x14, 2, 0], "application/x-ms-shortcut"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/msword"),
        ([0x1F, 0x8B], "application/x-gzip"),
        ([.. "BZh"u8], "application/x-bzip2"),
        ([0xFD, .. "7zXZ"u8, 0], "application/x-xz"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!"u8], "application/x-rar"),
        ([.. "MSCF"u8], "application/vnd.ms-cab-compressed"),
        ([.. "Cr24"u8], "application/x-chrome-extension"),
        ([.. "!<arch>\ndebian"u8], "application/vnd.debian.binary-package"),
        ([0xED, 0xAB, 0xEE, 0xDB], "application/x-rpm"),
        ([.. "FWS"u8], "application/x-shockwave-flash"),
        ([.. "CWS"u8], "application/x-shockwave-flash"),
        ([.. "ZWS"u8], "application/x-shockwave-flash"),
        ([.. "FLV"u8], "video/x-flv"),
        ([0, 0, 1, 0xBA], "video/mpeg"),
        ([0, 0, 1, 0xB3], "video/mpeg"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([.. "OggS"u8], "application/ogg"),
        ([.. "ID3"u8], "audio/mpeg"),
        ([.. "fLaC"u8], "audio/x-flac"),
        ([.. "wOFF"u8], "application/font-woff"),
        ([.. "wOF2"u8], "application/font-woff2"),
        ([0, 1, 0, 0, 0], "application/x-font-ttf"),
        ([.. "OTTO"u8], "application/vnd.ms-opentype"),
        ([0xD4, 0xC3, 0xB2, 0xA1], "application/vnd.tcpdump.pcap"),
        ([0xA1, 0xB2, 0xC3, 0xD4], "application/vnd.tcpdump.pcap"),
        ([0x0A, 0x0D, 0x0D, 0x0A], "application/vnd.tcpdump.pcap"),
        ([0x78, 0x9F, 0x3E, 0x22], "application/vnd.ms-tnef"),
        ([.. "-----BEGIN CERTIFICATE-----"u8], "application/x-pem"),
        ([.. "-----BEGIN PGP SIGNATURE-"u8], "application/pgp-signature"),
        ([.. "-----BEGIN PGP MESSAGE-"u8], "application/pgp"),
        ([.. "-----BEGIN PGP PUBLIC KEY"u8], "application/pgp-keys"),
    ];
}
