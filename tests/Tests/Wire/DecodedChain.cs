using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

/// <summary>All that the decoder finds in one packet, layer by layer, in the columns of <see cref="Tshark"/>.</summary>
internal sealed class DecodedChain
{
    private const int MaxDepth = 8;

    private readonly List<string>[] _columns = [.. Enumerable.Range(0, 12).Select(_ => new List<string>())];

    /// <summary>The columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Columns => _columns;

    /// <summary>Whether layers may follow that only others read: quoted packets in ICMP errors, what fragments and cut packets carry, unknown protocols.</summary>
    public bool MayHoldMore { get; private set; }

    /// <summary>What the decoder said, layer by layer.</summary>
    public string Story { get; private set; } = string.Empty;

    /// <summary>Decodes a packet and the packets inside.</summary>
    public static DecodedChain Of(in RawPacket packet)
    {
        var chain = new DecodedChain();
        chain.Add(packet.Bytes, packet.Link, packet.WireLength, 0);
        return chain;
    }

    private void Add(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, int depth)
    {
        var status = PacketDecoder.Decode(bytes, link, wireLength, out var headers);
        Story += $"{status}/{headers.Fault}/{headers.Protocol}/{headers.Inner} ";
        foreach (var vlan in (ushort[])[headers.OuterVlan, headers.InnerVlan])
            if (vlan != 0) _columns[11].Add((vlan & 0xFFF).ToString());
        if (headers.Source != default || headers.Destination != default)
        {
            var first = headers.IsIPv6 ? 2 : 0;
            if (status != DecodeStatus.Arp)
            {
                _columns[first].Add(headers.Source.ToString());
                _columns[first + 1].Add(headers.Destination.ToString());
            }
        }
        if (status == DecodeStatus.Ok) AddTransport(headers);
        else if (status is not (DecodeStatus.Arp or DecodeStatus.NotIp)) MayHoldMore = true;
        if (headers.Inner != Encapsulation.None && depth < MaxDepth)
            Add(bytes.Slice(headers.InnerOffset, headers.InnerLength), headers.InnerLink, headers.InnerWireLength, depth + 1);
        if (headers.NextFrameOffset != 0) Add(bytes[headers.NextFrameOffset..], LinkType.Amsdu, wireLength - headers.NextFrameOffset, depth + 1);
    }

    private void AddTransport(in PacketHeaders headers)
    {
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp or IpProtocol.Udp:
                var column = headers.Protocol == IpProtocol.Tcp ? 4 : 6;
                _columns[column].Add(headers.SourcePort.ToString());
                _columns[column + 1].Add(headers.DestinationPort.ToString());
                break;
            case IpProtocol.Sctp:
                _columns[8].Add(headers.SourcePort.ToString());
                MayHoldMore = true;
                break;
            case IpProtocol.Icmp or IpProtocol.IcmpV6:
                _columns[headers.Protocol == IpProtocol.Icmp ? 9 : 10].Add(headers.SourcePort.ToString());
                MayHoldMore = true;
                break;
        }
    }
}
