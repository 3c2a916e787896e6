using NetSensor.Events;
using NetSensor.Protocols.LinkLayer;
using NetSensor.Wire;

namespace NetSensor.Flows.Frames;

/// <summary>
/// Tells what frames without a flow say of hosts: ARP, LLDP, CDP; and IPv6 neighbour discovery, whose flows say nothing by themselves. Frames without IP
/// addresses are all seen by one shard, those with them by the shard of their pair, so what was told before is remembered per shard and still the same
/// for any number of them.
/// </summary>
internal sealed class FrameTracker(IEventSink events)
{
    private const int ArpTargetMac = 18;        // offsets in the body of ARP for IPv4 over Ethernet
    private const int ArpSenderMac = 8;
    private const int ChecksumEnd = 4;          // of ICMPv6
    private const ushort Reply = 2;
    private const int DeviceKind = 1 << 8;      // apart from the kinds of ARP and the types of ICMPv6
    private const int SweepKind = 1 << 9;
    private const ulong Prime = 0x100000001B3;  // FNV-1a's

    private readonly FrameMemory _memory = new();
    private readonly ArpQuestions _questions = new();

    /// <summary>News that was not told because a limit was reached.</summary>
    public long Suppressed => _memory.Suppressed;

    /// <summary>An ARP message for IPv4 over Ethernet, as the decoder found it whole.</summary>
    public void Arp(in PacketHeaders headers, ReadOnlySpan<byte> bytes, ulong scope, Timestamp now)
    {
        var body = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (body.Length < ArpTargetMac + 6) return;
        var mac = MacAddress.From(body[ArpSenderMac..]);
        var kind = KindOf(headers);
        var place = scope ^ ((ulong)headers.OuterVlan << 48);
        if (kind is ArpKind.Request or ArpKind.Probe && mac.IsKnown && _questions.Ask(headers, mac, place, now) is { } sweep)
            Tell(now, sweep, new FrameMemory.Key(headers.Source, headers.Destination, place, SweepKind), (ulong)sweep.Targets);
        var who = kind == ArpKind.Probe ? headers.Destination : headers.Source;
        var key = new FrameMemory.Key(who, default, place, (int)kind);
        if (!_memory.IsNews(key, mac.Value ^ ulong.RotateLeft(headers.SourceMac.Value, 13), now)) return;
        Tell(now, new ArpEvent
        {
            Kind = kind,
            SenderAddress = headers.Source,
            SenderMac = mac,
            TargetAddress = headers.Destination,
            FrameMac = headers.SourceMac,
            Vlan = VlanOf(headers),
        }, key, mac.Value);
    }

    /// <summary>A frame that carries no IP; its type stands where the destination port does, its payload begins behind it.</summary>
    public void Other(in PacketHeaders headers, ReadOnlySpan<byte> bytes, ulong scope, Timestamp now)
    {
        if (headers.PayloadOffset > bytes.Length) return;
        var payload = bytes[headers.PayloadOffset..];
        var isLldp = headers.DestinationPort == LldpMessage.EtherType;
        if (!isLldp && !payload.StartsWith(CdpMessage.Snap)) return;
        if (!isLldp) payload = payload[CdpMessage.Snap.Length..];
        var key = new FrameMemory.Key(default, default, scope ^ headers.SourceMac.Value ^ ((ulong)headers.OuterVlan << 48), DeviceKind | (isLldp ? 1 : 0));
        var content = Hash(payload);
        if (!_memory.IsNews(key, content, now)) return;
        var told = isLldp ? LldpMessage.Read(payload, headers.SourceMac, VlanOf(headers)) : CdpMessage.Read(payload, headers.SourceMac, VlanOf(headers));
        if (told is not null) Tell(now, told, key, content);
    }

    /// <summary>An ICMPv6 message of neighbour discovery.</summary>
    public void Neighbour(in PacketHeaders headers, ReadOnlySpan<byte> bytes, ulong scope, Timestamp now)
    {
        if (headers.TimeToLive != NeighbourMessage.HopLimit || headers.PayloadLength < headers.PayloadWireLength) return;
        var end = headers.PayloadOffset + headers.PayloadLength;
        var body = bytes[(headers.TransportOffset + ChecksumEnd)..end];
        var key = new FrameMemory.Key(headers.Source, headers.Destination, scope ^ ((ulong)headers.OuterVlan << 48), headers.SourcePort);
        var content = Hash(body) ^ headers.SourceMac.Value;
        if (!_memory.IsNews(key, content, now)) return;
        if (NeighbourMessage.Read(headers.SourcePort, body, headers.Source, headers.SourceMac) is { } told) Tell(now, told, key, content);
    }

    /// <summary>The place among what is told of the same moment is made of content alone: what has no flow may come from any shard.</summary>
    private void Tell(Timestamp now, SensorEvent told, in FrameMemory.Key key, ulong content)
    {
        var mixed = (key.One.Mix64() ^ ulong.RotateLeft(key.Other.Mix64(), 17) ^ key.Place ^ content ^ (ulong)key.Kind) * Prime;
        told.Stamp(now, null, (int)(mixed >> 33));
        events.Emit(told);
    }

    private static ArpKind KindOf(in PacketHeaders headers)
    {
        if (headers.Source == headers.Destination) return ArpKind.Announcement;
        if (headers.Source == IpAddr.FromIPv4(0)) return ArpKind.Probe;
        return headers.SourcePort == Reply ? ArpKind.Reply : ArpKind.Request;
    }

    private static int VlanOf(in PacketHeaders headers) =>
        (headers.OuterVlan & PacketHeaders.VlanPresent) != 0 ? headers.OuterVlan & ~PacketHeaders.VlanPresent : -1;

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var one in bytes) hash = (hash ^ one) * Prime;
        return hash;
    }
}
