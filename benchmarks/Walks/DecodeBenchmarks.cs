using BenchmarkDotNet.Attributes;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>Bytes to headers for one packet of each common kind, the shard hash, and the checksums; none may allocate.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private byte[] _packet = [];

    /// <summary>What the packet is.</summary>
    [Params("tcp", "udp", "tcp6", "tagged", "vxlan")]
    public string Kind { get; set; } = "tcp";

    /// <summary>Builds the packet.</summary>
    [GlobalSetup]
    public void Build() => _packet = Kind switch
    {
        "udp" => Ethernet(0x0800, Ipv4(17, Udp(53, new byte[40]))),
        "tcp6" => Ethernet(0x86DD, [0x60, 0, 0, 0, 0, 60, 6, 64, .. new byte[32], .. Tcp()]),
        "tagged" => Ethernet(0x88A8, [0, 1, 0x81, 0x00, 0, 2, 0x08, 0x00, .. Ipv4(6, Tcp())]),
        "vxlan" => Ethernet(0x0800, Ipv4(17, Udp(4789, [8, 0, 0, 0, 0, 0, 1, 0, .. Ethernet(0x0800, Ipv4(6, Tcp()))]))),
        _ => Ethernet(0x0800, Ipv4(6, Tcp())),
    };

    /// <summary>Headers down to the first transport.</summary>
    [Benchmark(Baseline = true)]
    public int Decode()
    {
        PacketDecoder.Decode(_packet, LinkType.Ethernet, _packet.Length, out var headers);
        return headers.PayloadLength;
    }

    /// <summary>The hash that sends a packet to its shard.</summary>
    [Benchmark]
    public uint Shard() => ShardHash.Of(new RawPacket(default, LinkType.Ethernet, _packet.Length, _packet));

    /// <summary>Headers, and both checksums judged.</summary>
    [Benchmark]
    public int DecodeAndChecksums()
    {
        PacketDecoder.Decode(_packet, LinkType.Ethernet, _packet.Length, out var headers);
        return (int)Checksum.OfNetwork(_packet, headers) + (int)Checksum.OfTransport(_packet, headers);
    }

    private static byte[] Ethernet(int type, byte[] carried) => [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, (byte)(type >> 8), (byte)type, .. carried];

    private static byte[] Ipv4(byte protocol, byte[] carried) =>
        [0x45, 0, (byte)((20 + carried.Length) >> 8), (byte)(20 + carried.Length), 0, 1, 0x40, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 192, 0, 2, 1, .. carried];

    private static byte[] Tcp() => [0x9C, 0x40, 0x01, 0xBB, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x10, 0x20, 0, 0xAB, 0xCD, 0, 0, .. new byte[40]];

    private static byte[] Udp(int port, byte[] payload) =>
        [0x9C, 0x40, (byte)(port >> 8), (byte)port, (byte)((8 + payload.Length) >> 8), (byte)(8 + payload.Length), 0, 0, .. payload];
}
