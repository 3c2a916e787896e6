using System.Runtime.CompilerServices;
using NetSensor.Flows.Datagram;
using NetSensor.Wire;

namespace NetSensor.Flows.Table;

/// <summary>
/// What makes packets one flow: addresses, ports, protocol, and for tunnelled flows the outermost pair of addresses (<paramref name="Scope"/>,
/// a hash of it, zero outside tunnels), so that the same inner addresses in two tunnels are two flows.
/// </summary>
internal readonly record struct FlowKey(
    IpAddr Source, IpAddr Destination, ushort SourcePort, ushort DestinationPort, IpProtocol Protocol, bool OneWay, ulong Scope)
{
    /// <summary>The key of a packet; ICMP messages that are answered have the answer's type for a destination port.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for every packet: the copy of so large a value costs more than what it does
    public static FlowKey Of(in PacketHeaders headers, ulong scope)
    {
        if (headers.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6) return OfMessage(headers, scope);
        return new FlowKey(headers.Source, headers.Destination, headers.SourcePort, headers.DestinationPort, headers.Protocol, OneWay: false, scope);
    }

    /// <summary>The same for both directions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(ulong seed)
    {
        var a = Side(Source, SourcePort, seed);
        var b = Side(Destination, DestinationPort, seed);
        return Mix((a + b) ^ (a * b) ^ Scope ^ ((ulong)Protocol << 32));
    }

    private const ulong Prime1 = 0x9E37_79B9_7F4A_7C15;
    private const ulong Prime2 = 0xD6E8_FEB8_6659_FD93;

    /// <summary>
    /// A product of both halves, not a sum, and the port apart: who chooses addresses and ports must not know which of them meet, whatever the seed is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Side(IpAddr address, ushort port, ulong seed) =>
        TableHash.Fold(address.High ^ seed ^ Prime2, address.Low ^ (seed * Prime1)) + port * ((seed * Prime2) | 1);

    private static FlowKey OfMessage(in PacketHeaders headers, ulong scope)
    {
        var oneWay = !IcmpPairs.TryGetAnswer(headers.Protocol, headers.SourcePort, out var answer);
        var second = oneWay ? headers.DestinationPort : answer;
        return new FlowKey(headers.Source, headers.Destination, headers.SourcePort, second, headers.Protocol, oneWay, scope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * Prime2;
        value = (value ^ (value >> 29)) * Prime1;
        return value ^ (value >> 32);
    }
}
