using System.Net;
using System.Net.Sockets;
using NetSensor.Capture;
using NetSensor.Capture.Live;

namespace NetSensor.Tests.Live;

/// <summary>The kernel's ring itself, on the loopback interface: what it holds is read to the end, and its memory is given back.</summary>
[Collection("live")]
public sealed class RingTests
{
    private const int Port = 47_123;
    private const int Datagrams = 300;

    private static readonly LiveOptions Options = new() { RingBytes = 4 << 20, Filter = $"udp dst port {Port}", Promiscuous = false };

    [NamespaceFact]
    public void What_the_kernel_still_holds_when_it_is_stopped_is_read()
    {
        using var source = Assert.Single(LiveCapture.Open("lo", Options));
        using var socket = new UdpClient();
        for (var number = 0; number < Datagrams; number++) socket.Send(BitConverter.GetBytes(number), new IPEndPoint(IPAddress.Loopback, Port));
        source.Stop(); // the block that the kernel is filling was not handed over yet
        var seen = new HashSet<int>();
        var batch = new PacketBatch();
        while (source.Read(batch)) // ends: two block time-outs after the stop
            for (var slot = 0; slot < batch.Count; slot++) seen.Add(BitConverter.ToInt32(batch[slot].Bytes[^sizeof(int)..]));
        Assert.Equal(Enumerable.Range(0, Datagrams), seen.Order());
        source.UpdateDrops();
        Assert.Equal(0, source.Counters.KernelDrops);
    }

    [NamespaceFact]
    public void A_ring_that_is_closed_gives_its_memory_back()
    {
        var before = MappedRings();
        for (var round = 0; round < 3; round++)
            foreach (var source in LiveCapture.Open("lo", Options with { Shards = 2 }))
            {
                Assert.True(MappedRings() > before);
                source.Dispose();
                source.Dispose(); // twice does no harm
            }
        Assert.Equal(before, MappedRings());
    }

    private static int MappedRings() => File.ReadLines("/proc/self/maps").Count(line => line.Contains("socket:", StringComparison.Ordinal));
}
