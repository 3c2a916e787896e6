namespace NetSensor.Protocols.Tls;

/// <summary>
/// JA3 and JA3S (salesforce/ja3, BSD): the MD5 of "version,ciphers,extensions,groups,point formats" and of "version,cipher,extensions",
/// numbers in decimal joined by dashes, GREASE left out.
/// </summary>
public static class Ja3
{
    private const int UsualTextBytes = 1024; // browsers need about 300; longer texts move to a pooled buffer

    /// <summary>The client's fingerprint, 32 hexadecimal digits.</summary>
    public static string Of(in ClientHello hello)
    {
        var text = new FingerprintText(stackalloc byte[UsualTextBytes]);
        Write(hello, ref text);
        var digest = FingerprintDigest.Md5(text.Written);
        text.Return();
        return digest;
    }

    /// <summary>The text that <see cref="Of(in ClientHello)"/> hashes.</summary>
    public static string TextOf(in ClientHello hello)
    {
        var text = new FingerprintText(stackalloc byte[UsualTextBytes]);
        Write(hello, ref text);
        var written = System.Text.Encoding.ASCII.GetString(text.Written);
        text.Return();
        return written;
    }

    /// <summary>The server's fingerprint (JA3S), 32 hexadecimal digits.</summary>
    public static string Of(ushort version, ushort cipher, ReadOnlySpan<byte> extensionBlock)
    {
        var text = new FingerprintText(stackalloc byte[UsualTextBytes]);
        text.Decimal(version);
        text.Byte(',');
        text.Decimal(cipher);
        text.Byte(',');
        WriteTypes(extensionBlock, ref text);
        var digest = FingerprintDigest.Md5(text.Written);
        text.Return();
        return digest;
    }

    private static void Write(in ClientHello hello, ref FingerprintText text)
    {
        text.Decimal(hello.Version);
        text.Byte(',');
        text.DecimalList(hello.CipherSuites);
        text.Byte(',');
        WriteTypes(hello.Extensions, ref text);
        text.Byte(',');
        text.DecimalList(hello.SupportedGroups);
        text.Byte(',');
        for (var i = 0; i < hello.PointFormats.Length; i++)
        {
            if (i > 0) text.Byte('-');
            text.Decimal(hello.PointFormats[i]);
        }
    }

    private static void WriteTypes(ReadOnlySpan<byte> extensionBlock, ref FingerprintText text)
    {
        var separator = false;
        var extensions = new TlsExtensions(extensionBlock);
        while (extensions.MoveNext()) text.DecimalItem(extensions.Type, ref separator);
    }
}
