using System.Globalization;
using System.Text;
using NetSensor.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp;

/// <summary>Values of options as text.</summary>
public static class DhcpText
{
    private const byte EncodedAsDns = 0x04;         // the E flag of option 81
    private const int FqdnHead = 3;
    private const byte Ethernet = 1;
    private const int MacLength = 6;
    private const int LongMacLength = 8;
    private const int MaxAddresses = 16;            // real networks name a few routers and servers

    /// <summary>
    /// A hardware address of six bytes, or of eight when the two behind are not zero; empty when there are too few bytes. So does Zeek.
    /// </summary>
    public static string Hardware(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LongMacLength && bytes.Length != MacLength) return string.Empty;
        var isShort = bytes.Length == MacLength || (bytes[6] == 0 && bytes[7] == 0);
        if (isShort) return MacAddress.From(bytes).ToString();
        return MacAddress.From(bytes).ToString() + string.Create(CultureInfo.InvariantCulture, $":{bytes[6]:x2}:{bytes[7]:x2}");
    }

    /// <summary>A parameter request list: "1,3,6".</summary>
    public static string Codes(ReadOnlySpan<byte> codes)
    {
        var text = new StringBuilder(codes.Length * 4);
        foreach (var code in codes) text.Append(text.Length == 0 ? "" : ",").Append(code.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Addresses of four bytes each; null when there is none.</summary>
    public static IReadOnlyList<IpAddr>? Addresses(ReadOnlySpan<byte> value)
    {
        var count = Math.Min(value.Length / 4, MaxAddresses);
        if (count == 0) return null;
        var addresses = new IpAddr[count];
        for (var i = 0; i < count; i++) addresses[i] = IpAddr.FromIPv4(value[(4 * i)..]);
        return addresses;
    }

    /// <summary>A client identifier behind its type (RFC 2132 §9.14).</summary>
    public static string ClientId(byte type, ReadOnlySpan<byte> value)
    {
        if (type == Ethernet) return Hardware(value);
        return IsText(value) ? EscapedText.From(value, byte.MaxValue) : Convert.ToHexStringLower(value);
    }

    /// <summary>What option 81 holds behind flags and answer codes, as it stands there.</summary>
    public static ReadOnlySpan<byte> FqdnBytes(ReadOnlySpan<byte> value) => value.Length < FqdnHead ? [] : value[FqdnHead..];

    /// <summary>The name in option 81; null when it is empty.</summary>
    public static string? Fqdn(ReadOnlySpan<byte> value)
    {
        var bytes = FqdnBytes(value);
        if (bytes.IsEmpty) return null;
        if ((value[0] & EncodedAsDns) == 0) return EscapedText.From(bytes.TrimEnd((byte)0), byte.MaxValue);
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        Span<byte> whole = stackalloc byte[byte.MaxValue + 1];      // a partial name has no root label behind it
        bytes.CopyTo(whole);
        whole[bytes.Length] = 0;
        var outcome = DnsName.Read(whole[..(bytes.Length + 1)], 0, false, name);
        return outcome.Length == 0 ? null : EscapedText.From(name[..outcome.Length], DnsName.MaxBytes);
    }

    /// <summary>Text where it is, hexadecimal digits otherwise; trailing zeros are no text.</summary>
    public static string TextOrHex(ReadOnlySpan<byte> value) =>
        IsText(value.TrimEnd((byte)0)) ? EscapedText.From(value.TrimEnd((byte)0), byte.MaxValue) : Convert.ToHexStringLower(value[..Math.Min(value.Length, byte.MaxValue)]);

    private static bool IsText(ReadOnlySpan<byte> value) => !value.IsEmpty && value.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) < 0;
}
