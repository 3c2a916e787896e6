using System.Globalization;
using System.Text;
using NetSensor.Protocols.Dhcp;
using NetSensor.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Protocols.Dhcp6;

/// <summary>
/// A DHCPv6 message (RFC 8415 §8, §9):
/// <code>
/// client and server: | type 1 | transaction 3 | options |      relay (types 12, 13): | type 1 | hops 1 | link 16 | peer 16 | options |
/// option: | code 2 | length 2 | value |
/// </code>
/// </summary>
public readonly ref struct Dhcp6Message
{
    private const int Header = 4;
    private const int RelayHeader = 34;
    private const int PeerOffset = 18;
    private const byte RelayForward = 12;
    private const byte RelayReply = 13;
    private const byte HighestType = 36;
    private const int MaxAddresses = 16;        // a host asks for one or two
    private const int MaxCodes = 64;            // of an option request: real ones have a dozen
    private const int MaxDuid = 130;            // RFC 8415 §11.1

    private readonly ReadOnlySpan<byte> _bytes;

    private Dhcp6Message(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>SOLICIT 1, ADVERTISE 2, ….</summary>
    public int Type => _bytes[0];

    /// <summary>Whether a relay sent it.</summary>
    public bool IsRelayed => IsRelay(_bytes[0]);

    /// <summary>What joins question and answer; of no meaning in a relay's message.</summary>
    public int TransactionId => (_bytes[1] << 16) | (_bytes[2] << 8) | _bytes[3];

    /// <summary>Whom a relay speaks for.</summary>
    public IpAddr Peer => IpAddr.FromIPv6(_bytes[PeerOffset..]);

    /// <summary>The options.</summary>
    public ReadOnlySpan<byte> Options => _bytes[(IsRelayed ? RelayHeader : Header)..];

    /// <summary>Takes a message whose header is all there and whose options fill it exactly.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Dhcp6Message message)
    {
        message = new Dhcp6Message(bytes);
        if (bytes.Length < Header || bytes[0] is 0 or > HighestType || (IsRelay(bytes[0]) && bytes.Length < RelayHeader)) return false;
        var reader = new ByteReader(message.Options);
        while (!reader.AtEnd && !reader.Truncated) // ends: each turn consumes four bytes or truncates
        {
            reader.Skip(2);
            reader.Skip(reader.U16());
        }
        return !reader.Truncated;
    }

    /// <summary>Finds the first option with this code.</summary>
    public static bool TryFind(ReadOnlySpan<byte> options, Dhcp6Option wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(options);
        while (!reader.AtEnd) // ends: each turn consumes four bytes or truncates
        {
            var code = (Dhcp6Option)reader.U16();
            value = reader.Bytes(reader.U16());
            if (reader.Truncated) break;
            if (code == wanted) return true;
        }
        value = default;
        return false;
    }

    /// <summary>A DUID as digits; null when the option is missing.</summary>
    public static string? Duid(ReadOnlySpan<byte> options, Dhcp6Option which) =>
        TryFind(options, which, out var duid) && !duid.IsEmpty ? Convert.ToHexStringLower(duid[..Math.Min(duid.Length, MaxDuid)]) : null;

    /// <summary>The Ethernet address in a DUID: <c>LLT: | 1 2 | hardware 2 | time 4 | address |, LL: | 3 2 | hardware 2 | address |</c> (§11.2, §11.4).</summary>
    public static MacAddress DuidMac(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.ClientId, out var duid)) return default;
        var reader = new ByteReader(duid);
        var type = reader.U16();
        var hardware = reader.U16();
        if (type == 1) reader.Skip(4);
        if (type is not (1 or 3) || hardware != 1 || reader.Remaining != 6 || reader.Truncated) return default;
        return MacAddress.From(reader.Rest);
    }

    /// <summary>The client's name; null without.</summary>
    public static string? Fqdn(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.ClientFqdn, out var value) || value.Length < 2) return null;
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        Span<byte> whole = stackalloc byte[DnsName.MaxBytes];      // a partial name has no root label behind it
        var bytes = value[1..];
        if (bytes.Length >= whole.Length) return null;
        bytes.CopyTo(whole);
        whole[bytes.Length] = 0;
        var outcome = DnsName.Read(whole[..(bytes.Length + 1)], 0, false, name);
        return outcome.Length == 0 ? null : EscapedText.From(name[..outcome.Length], DnsName.MaxBytes);
    }

    /// <summary>"311 MSFT 5.0"; null without.</summary>
    public static string? VendorClass(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.VendorClass, out var value)) return null;
        var reader = new ByteReader(value);
        var enterprise = reader.U32();
        var text = new StringBuilder(enterprise.ToString(CultureInfo.InvariantCulture));
        while (!reader.AtEnd && text.Length < byte.MaxValue) // ends: each turn consumes two bytes or breaks
        {
            var part = reader.Bytes(reader.U16());
            if (reader.Truncated) break;
            text.Append(' ').Append(DhcpText.TextOrHex(part));
        }
        return text.ToString();
    }

    /// <summary>"23,24"; null without.</summary>
    public static string? OptionRequest(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.OptionRequest, out var value)) return null;
        var text = new StringBuilder();
        var reader = new ByteReader(value);
        for (var i = 0; i < MaxCodes && reader.Remaining >= 2; i++) // ends: counts up
            text.Append(i == 0 ? "" : ",").Append(reader.U16().ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Addresses in all identity associations; null when there is none.</summary>
    public static List<(IpAddr Address, TimeSpan ValidLifetime)>? Addresses(ReadOnlySpan<byte> options)
    {
        List<(IpAddr, TimeSpan)>? found = null;
        var reader = new ByteReader(options);
        while (!reader.AtEnd && (found?.Count ?? 0) < MaxAddresses) // ends: each turn consumes four bytes or breaks
        {
            var code = (Dhcp6Option)reader.U16();
            var association = reader.Block(reader.U16());
            if (reader.Truncated) break;
            if (code is not (Dhcp6Option.IaNa or Dhcp6Option.IaTa)) continue;
            association.Skip(code == Dhcp6Option.IaNa ? 12 : 4);
            while (!association.AtEnd && (found?.Count ?? 0) < MaxAddresses) // ends: as above
            {
                var inner = (Dhcp6Option)association.U16();
                var value = association.Bytes(association.U16());
                if (association.Truncated) break;
                if (inner == Dhcp6Option.IaAddress && value.Length >= 24)
                    (found ??= []).Add((IpAddr.FromIPv6(value), TimeSpan.FromSeconds(new ByteReader(value[20..]).U32())));
            }
        }
        return found;
    }

    /// <summary>The prefix of the first association that has one; null when there is none.</summary>
    public static IReadOnlyList<string>? Prefixes(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.IaPd, out var association) || association.Length < 12) return null;
        if (!TryFind(association[12..], Dhcp6Option.IaPrefix, out var value) || value.Length < 25) return null;
        return [string.Create(CultureInfo.InvariantCulture, $"{IpAddr.FromIPv6(value[9..])}/{value[8]}")];
    }

    /// <summary>DNS servers; null when there is none.</summary>
    public static IReadOnlyList<IpAddr>? NameServers(ReadOnlySpan<byte> options)
    {
        if (!TryFind(options, Dhcp6Option.NameServers, out var value) || value.Length < 16) return null;
        var servers = new IpAddr[Math.Min(value.Length / 16, MaxAddresses)];
        for (var i = 0; i < servers.Length; i++) servers[i] = IpAddr.FromIPv6(value[(16 * i)..]);
        return servers;
    }

    private static bool IsRelay(byte type) => type is RelayForward or RelayReply;
}
