using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// A protocol tower: an interface and the way to it (C706 appendix L, numbers of appendix I; always little-endian but for ports and addresses).
/// <code>
/// | floors 2 | floor … |    floor: | length 2 | protocol 1, data | length 2 | data |
/// floors: interface, transfer syntax, RPC protocol, transport (port or pipe), network (address or name)
/// </code>
/// </summary>
public readonly record struct EndpointTower(Guid Interface, ushort Major, string ProtocolSequence, int? Port, string? Pipe, string? Address)
{
    private const int MaxText = 256;                // of pipes and host names

    private enum Protocol : byte { Datagrams = 0x0a, Connections = 0x0b, Local = 0x0c, Tcp = 0x07, Udp = 0x08, Ip = 0x09, NetBios = 0x11, Pipe = 0x0f, LocalPipe = 0x10, Http = 0x1f }

    /// <summary>Reads a tower; false when it is cut or none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EndpointTower tower)
    {
        tower = default;
        var reader = new DceRpcReader(bytes, isLittleEndian: true);
        if (reader.U16() < 4) return false;
        Floor(ref reader, out var interfaceFloor, out _);
        Floor(ref reader, out _, out _);
        Floor(ref reader, out var rpc, out _);
        Floor(ref reader, out var transport, out var endpoint);
        if (reader.Truncated || interfaceFloor.Length < 19 || rpc.IsEmpty || transport.IsEmpty) return false;
        Floor(ref reader, out var network, out var address);
        var named = new DceRpcReader(interfaceFloor[1..], isLittleEndian: true);
        var uuid = named.Uuid();
        var protocol = (Protocol)transport[0];
        var hasPort = protocol is Protocol.Tcp or Protocol.Udp or Protocol.Http && endpoint.Length >= 2;
        tower = new EndpointTower(uuid, named.U16(), Sequence((Protocol)rpc[0], protocol), hasPort ? (endpoint[0] << 8) | endpoint[1] : null,
            hasPort ? null : Text(endpoint), Host(network, address));
        return true;
    }

    /// <summary>Adds the interface of a tower that is asked for to what is told.</summary>
    public static List<DceRpcArgument>? ReadAsked(ref NdrReader reader, List<DceRpcArgument>? told)
    {
        if (!reader.Pointer() || !TryRead(Octets(ref reader), out var tower)) return told;
        told ??= [];
        told.Add(new DceRpcArgument("interface", DceRpcInterfaces.Find(tower.Interface).Name));
        told.Add(new DceRpcArgument("interface_id", tower.Interface.ToString()));
        return told;
    }

    /// <summary>The octets of a tower among parameters (twr_t).</summary>
    internal static ReadOnlySpan<byte> Octets(ref NdrReader reader)
    {
        reader.Word();
        return reader.Bytes((int)Math.Min(reader.U32(), int.MaxValue));
    }

    private static void Floor(ref DceRpcReader reader, out ReadOnlySpan<byte> protocol, out ReadOnlySpan<byte> data)
    {
        protocol = reader.Bytes(reader.U16());
        data = reader.Bytes(reader.U16());
    }

    private static string Sequence(Protocol rpc, Protocol transport) => (rpc, transport) switch
    {
        (Protocol.Connections, Protocol.Tcp) => "ncacn_ip_tcp",
        (Protocol.Datagrams, Protocol.Udp) => "ncadg_ip_udp",
        (Protocol.Connections, Protocol.Pipe or Protocol.LocalPipe) => "ncacn_np",
        (Protocol.Connections, Protocol.Http) => "ncacn_http",
        (Protocol.Local, _) => "ncalrpc",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(byte)rpc}-{(byte)transport}"),
    };

    private static string? Host(ReadOnlySpan<byte> network, ReadOnlySpan<byte> address)
    {
        if (network.IsEmpty) return null;
        if ((Protocol)network[0] == Protocol.Ip && address.Length == 4) return IpAddr.FromIPv4(address).ToString();
        return Text(address);
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0) is var end and >= 0) bytes = bytes[..end];
        return bytes.IsEmpty ? null : EscapedText.From(bytes, MaxText);
    }
}
