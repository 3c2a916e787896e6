using System.Buffers.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ftp;

/// <summary>The addresses of data connections, as commands and replies write them (RFC 959 §4.1.2, RFC 2428 §2, §3).</summary>
public static class FtpAddress
{
    private const int MaxAddressText = 45;          // an IPv6 address with an IPv4 address in it

    /// <summary>"10,0,0,1,4,1" (PORT), in a reply (PASV) from the first digit that such a list begins with.</summary>
    public static bool TryReadNumbers(ReadOnlySpan<byte> text, out IpAddr address, out ushort port)
    {
        (address, port) = (default, 0);
        var open = text.IndexOf((byte)'(');
        if (open >= 0) text = text[(open + 1)..];
        else if (text.IndexOf((byte)',') is var comma and >= 0) text = text[StartOfNumber(text, comma)..];
        Span<byte> numbers = stackalloc byte[6];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!Utf8Parser.TryParse(text, out byte number, out var used)) return false;
            numbers[i] = number;
            text = text[used..];
            if (i == numbers.Length - 1) break;
            if (text.IsEmpty || text[0] != ',') return false;
            text = text[1..];
        }
        address = IpAddr.FromIPv4(numbers[..4]);
        port = (ushort)(numbers[4] << 8 | numbers[5]);
        return port != 0;
    }

    /// <summary>
    /// "|1|10.0.0.1|6446|" (EPRT) or "(|||6446|)" (the reply to EPSV), with any delimiter. Without an address it is the
    /// <paramref name="otherwise"/> one.
    /// </summary>
    public static bool TryReadDelimited(ReadOnlySpan<byte> text, IpAddr otherwise, out IpAddr address, out ushort port)
    {
        (address, port) = (otherwise, 0);
        if (text.IndexOf((byte)'(') is var open and >= 0) text = text[(open + 1)..];
        if (text.IsEmpty) return false;
        var delimiter = text[0];
        text = text[1..];
        if (!TryTake(ref text, delimiter, out _) || !TryTake(ref text, delimiter, out var host) || !TryTake(ref text, delimiter, out var digits)) return false;
        if (!host.IsEmpty && !TryParse(host, out address)) return false;
        return Utf8Parser.TryParse(digits, out port, out var used) && used == digits.Length && port != 0;
    }

    private static int StartOfNumber(ReadOnlySpan<byte> text, int end)
    {
        while (end > 0 && char.IsAsciiDigit((char)text[end - 1])) end--;
        return end;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte delimiter, out ReadOnlySpan<byte> part)
    {
        var end = text.IndexOf(delimiter);
        part = end < 0 ? default : text[..end];
        if (end >= 0) text = text[(end + 1)..];
        return end >= 0;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out IpAddr address)
    {
        address = default;
        return text.Length <= MaxAddressText && IpAddr.TryParse(EscapedText.From(text, MaxAddressText), out address);
    }
}
