using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.LinkLayer;

/// <summary>
/// Messages of IPv6 neighbour discovery (RFC 4861 §4), from the four bytes behind the checksum on:
/// <code>
/// 133 router solicitation:       | reserved 4 | options |
/// 134 router advertisement:      | hop limit 1 | flags 1 | lifetime 2 | reachable 4 | retransmit 4 | options |
/// 135 neighbour solicitation:    | reserved 4 | target 16 | options |
/// 136 neighbour advertisement:   | flags 1, reserved 3 | target 16 | options |
/// option: | type 1 | length in 8 bytes 1 | value |
/// </code>
/// </summary>
public static class NeighbourMessage
{
    /// <summary>Router solicitation.</summary>
    public const int RouterSolicitation = 133;
    /// <summary>Router advertisement.</summary>
    public const int RouterAdvertisement = 134;
    /// <summary>Neighbour solicitation.</summary>
    public const int Solicitation = 135;
    /// <summary>Neighbour advertisement.</summary>
    public const int Advertisement = 136;
    /// <summary>The hop limit of every such message: what came through a router has another (§6.1, §7.1).</summary>
    public const byte HopLimit = 255;

    private const int TypeBytes = 4;
    private const byte RouterFlag = 0x80;
    private const byte SourceLink = 1;
    private const byte TargetLink = 2;
    private const byte Prefix = 3;
    private const byte NameServers = 25;
    private const int MaxListed = 16;           // prefixes and servers: real networks announce one or two

    /// <summary>Whether it is one that is read here.</summary>
    public static bool IsRead(int type) => type is >= RouterSolicitation and <= Advertisement;

    /// <summary>Reads a message; null when it is cut or breaks its own rules. <paramref name="body"/> begins behind the checksum.</summary>
    public static NeighbourEvent? Read(int type, ReadOnlySpan<byte> body, IpAddr sender, MacAddress frame)
    {
        var reader = new ByteReader(body);
        var head = reader.Bytes(TypeBytes);
        IpAddr? target = null;
        if (type == RouterAdvertisement) reader.Skip(8);
        else if (type is Solicitation or Advertisement) target = reader.Bytes(16) is { Length: 16 } address ? IpAddr.FromIPv6(address) : null;
        if (reader.Truncated || !OptionsAreWhole(reader.Rest)) return null;
        var options = reader.Rest;
        var lifetime = type == RouterAdvertisement ? TimeSpan.FromSeconds((head[2] << 8) | head[3]) : (TimeSpan?)null;
        return new NeighbourEvent
        {
            Type = type,
            Sender = sender,
            FrameMac = frame,
            Target = target,
            LinkAddress = LinkAddress(options, type == Advertisement ? TargetLink : SourceLink),
            IsRouter = (type == Advertisement && (head[0] & RouterFlag) != 0) || lifetime > TimeSpan.Zero,
            RouterLifetime = lifetime,
            Prefixes = type == RouterAdvertisement ? Prefixes(options) : null,
            NameServers = type == RouterAdvertisement ? Servers(options) : null,
        };
    }

    private static bool OptionsAreWhole(ReadOnlySpan<byte> options)
    {
        var reader = new ByteReader(options);
        while (!reader.AtEnd) // ends: each turn consumes eight bytes or returns
        {
            reader.Skip(1);
            var length = reader.U8() * 8;
            if (length == 0) return false;
            reader.Skip(length - 2);
            if (reader.Truncated) return false;
        }
        return true;
    }

    private static MacAddress LinkAddress(ReadOnlySpan<byte> options, byte which)
    {
        for (var at = 0; at < options.Length; at += options[at + 1] * 8) // ends: the options are whole, each has a length
            if (options[at] == which && options[at + 1] == 1) return MacAddress.From(options[(at + 2)..]);
        return default;
    }

    private static List<string>? Prefixes(ReadOnlySpan<byte> options)
    {
        List<string>? prefixes = null;
        for (var at = 0; at < options.Length && (prefixes?.Count ?? 0) < MaxListed; at += options[at + 1] * 8) // ends: as above
            if (options[at] == Prefix && options[at + 1] == 4)
                (prefixes ??= []).Add(string.Create(CultureInfo.InvariantCulture, $"{IpAddr.FromIPv6(options[(at + 16)..])}/{options[at + 2]}"));
        return prefixes;
    }

    private static List<IpAddr>? Servers(ReadOnlySpan<byte> options)
    {
        List<IpAddr>? servers = null;
        for (var at = 0; at < options.Length; at += options[at + 1] * 8) // ends: as above
            for (var server = at + 8; options[at] == NameServers && server + 16 <= at + options[at + 1] * 8 && (servers?.Count ?? 0) < MaxListed; server += 16)
                (servers ??= []).Add(IpAddr.FromIPv6(options[server..]));
        return servers;
    }
}
