using System.Buffers;
using System.Buffers.Binary;

namespace NetSensor.Protocols.Tls;

//  t13d1516h2_8daaf6152771_e5627efa2ab1
//  |'-||'-'-'-  '----------'  '--- SHA-256 of the sorted extensions (without SNI and ALPN), "_" and the signature schemes as sent
//  | | | | |    '---------------- SHA-256 of the sorted ciphers, first 12 digits
//  | | | | '--------------------- first and last character of the first ALPN name
//  | | | '----------------------- number of extensions, number of ciphers before it, two digits each
//  | | '------------------------- d: names a server (SNI), i: does not
//  | '--------------------------- highest version offered
//  '----------------------------- t: TLS, q: QUIC, d: DTLS

/// <summary>JA4, the TLS client fingerprint (FoxIO-LLC/ja4, BSD). GREASE is left out of every list and count.</summary>
public static class Ja4
{
    private const int HashDigits = 12;
    private const int PrefixLength = 10;
    private const int UsualTextBytes = 1024; // browsers need about 200; longer texts move to a pooled buffer
    private const int UsualItems = 128;      // likewise for the numbers to be sorted
    private const int MaxCounted = 99;       // counts have two digits

    /// <summary>The fingerprint, 36 characters.</summary>
    public static string Of(in ClientHello hello, Ja4Transport transport)
    {
        Span<char> ja4 = stackalloc char[PrefixLength + 2 * (HashDigits + 1)];
        var ciphers = HashCiphers(hello, ja4[(PrefixLength + 1)..]);
        var extensions = HashExtensions(hello, ja4[(PrefixLength + HashDigits + 2)..]);
        ja4[0] = (char)transport;
        Version(hello).CopyTo(ja4[1..]);
        ja4[3] = hello.HasServerName ? 'd' : 'i';
        TwoDigits(ciphers, ja4[4..]);
        TwoDigits(extensions, ja4[6..]);
        Alpn(TlsAlpn.First(hello.AlpnList), ja4[8..]);
        ja4[PrefixLength] = '_';
        ja4[PrefixLength + HashDigits + 1] = '_';
        return new string(ja4);
    }

    private static int HashCiphers(in ClientHello hello, Span<char> digits)
    {
        var text = new FingerprintText(stackalloc byte[UsualTextBytes]);
        var count = hello.CipherSuites.Length / 2;
        var rented = count > UsualItems ? ArrayPool<ushort>.Shared.Rent(count) : null;
        Span<ushort> sorted = rented ?? stackalloc ushort[UsualItems];
        count = 0;
        for (var i = 0; i + 1 < hello.CipherSuites.Length; i += 2)
        {
            var cipher = BinaryPrimitives.ReadUInt16BigEndian(hello.CipherSuites[i..]);
            if (!Grease.Is(cipher)) sorted[count++] = cipher;
        }
        Sorted(sorted[..count], ref text);
        Hash(text.Written, digits);
        text.Return();
        if (rented is not null) ArrayPool<ushort>.Shared.Return(rented);
        return count;
    }

    private static int HashExtensions(in ClientHello hello, Span<char> digits)
    {
        var text = new FingerprintText(stackalloc byte[UsualTextBytes]);
        var most = hello.Extensions.Length / 4; // an extension has at least four bytes
        var rented = most > UsualItems ? ArrayPool<ushort>.Shared.Rent(most) : null;
        Span<ushort> sorted = rented ?? stackalloc ushort[UsualItems];
        int count = 0, kept = 0;
        var extensions = new TlsExtensions(hello.Extensions);
        while (extensions.MoveNext())
        {
            if (Grease.Is(extensions.Type)) continue;
            count++;
            if ((TlsExtension)extensions.Type is not (TlsExtension.ServerName or TlsExtension.Alpn)) sorted[kept++] = extensions.Type;
        }
        Sorted(sorted[..kept], ref text);
        if (kept > 0) Schemes(hello.SignatureAlgorithms, ref text);
        Hash(text.Written, digits);
        text.Return();
        if (rented is not null) ArrayPool<ushort>.Shared.Return(rented);
        return count;
    }

    private static void Sorted(Span<ushort> values, ref FingerprintText text)
    {
        values.Sort();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Byte(',');
            text.Hex4(values[i]);
        }
    }

    private static void Schemes(ReadOnlySpan<byte> schemes, ref FingerprintText text)
    {
        var separator = '_';
        for (var i = 0; i + 1 < schemes.Length; i += 2)
        {
            var scheme = BinaryPrimitives.ReadUInt16BigEndian(schemes[i..]);
            if (Grease.Is(scheme)) continue;
            text.Byte(separator);
            text.Hex4(scheme);
            separator = ',';
        }
    }

    private static void Hash(ReadOnlySpan<byte> text, Span<char> digits)
    {
        if (text.IsEmpty) digits[..HashDigits].Fill('0');
        else FingerprintDigest.Sha256Prefix(text).CopyTo(digits);
    }

    private static string Version(in ClientHello hello)
    {
        var highest = hello.HasSupportedVersions ? (ushort)0 : hello.Version;
        for (var i = 0; i + 1 < hello.SupportedVersions.Length; i += 2)
        {
            var version = BinaryPrimitives.ReadUInt16BigEndian(hello.SupportedVersions[i..]);
            if (!Grease.Is(version) && IsHigher(version, highest)) highest = version;
        }
        return highest switch
        {
            0x0304 => "13",
            0x0303 => "12",
            0x0302 => "11",
            0x0301 => "10",
            0x0300 => "s3",
            0x0002 => "s2",
            0xFEFF => "d1",
            0xFEFD => "d2",
            0xFEFC => "d3",
            _ => "00",
        };
    }

    // DTLS counts its versions downwards (RFC 9147 §5.3).
    private static bool IsHigher(ushort version, ushort than) =>
        than == 0 || (version >= 0xFE00 && than >= 0xFE00 ? version < than : version > than);

    private static void TwoDigits(int count, Span<char> digits)
    {
        count = Math.Min(count, MaxCounted);
        digits[0] = (char)('0' + count / 10);
        digits[1] = (char)('0' + count % 10);
    }

    private static void Alpn(ReadOnlySpan<byte> first, Span<char> characters)
    {
        characters[0] = characters[1] = '0';
        if (first.IsEmpty) return;
        var (head, tail) = (first[0], first[^1]);
        var plain = char.IsAsciiLetterOrDigit((char)head) && char.IsAsciiLetterOrDigit((char)tail);
        characters[0] = plain ? (char)head : HexDigit(head >> 4);
        characters[1] = plain ? (char)tail : HexDigit(tail & 15);
    }

    private static char HexDigit(int value) => (char)"0123456789abcdef"u8[value];
}
