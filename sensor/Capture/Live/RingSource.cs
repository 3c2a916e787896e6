using System.Buffers.Binary;
using System.Diagnostics;
using NetSensor.Wire;
using static NetSensor.Capture.Live.NativeSocket;

namespace NetSensor.Capture.Live;

/// <summary>
/// Reads an interface through the kernel's TPACKET_V3 ring: blocks of packets in shared memory, lent to the batch where they lie. One per shard;
/// several on one interface form a fanout group.
/// </summary>
public sealed unsafe class RingSource : IInterfaceSource
{
    private const int BlockBytes = 1 << 20; // about a thousand packets: few hand-overs, and a block is soon full under load
    private const int RetireMilliseconds = 50; // a block that does not fill is handed over after this, so that quiet links are not late
    private const int VlanTagBytes = 4;
    private const int MacAddressesBytes = 12; // what stands before a VLAN tag

    private static readonly TimeSpan LastBlock = TimeSpan.FromMilliseconds(2 * RetireMilliseconds); // by then the kernel has handed over all that it holds

    private readonly PacketSocket _socket;
    private readonly InterfaceDrops _interfaceDrops;
    private readonly InterfaceWatch _watch;
    private readonly Lock _dropsGate = new(); // both the metrics page and the closing summary ask for them
    private readonly byte* _ring;
    private readonly int _blockCount;
    private readonly LinkType _link;
    private int _block;
    private byte* _packet;
    private uint _left;
    private bool _lent;
    private long _endsFrom; // since when nothing is received any more; 0 while it is

    private RingSource(PacketSocket socket, InterfaceDrops interfaceDrops, InterfaceWatch watch, byte* ring, int blockCount)
    {
        _socket = socket;
        _interfaceDrops = interfaceDrops;
        _watch = watch;
        _ring = ring;
        _blockCount = blockCount;
        _link = socket.Link ?? LinkType.Ethernet;
    }

    /// <inheritdoc/>
    public CaptureCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<CaptureFault> Faults => [];

    /// <summary>Opens the rings of one interface, one per shard; null when the interface is no kind that has rings (libpcap then reads it).</summary>
    internal static RingSource[]? Open(string interfaceName, LiveOptions options)
    {
        var sources = new List<RingSource>();
        var interfaceDrops = new InterfaceDrops(interfaceName);
        InterfaceWatch? watch = null;
        ushort group = 0;
        try
        {
            for (var shard = 0; shard < options.Shards; shard++)
            {
                if (OpenOne(interfaceName, options, interfaceDrops, ref watch) is not { } source) return null;
                sources.Add(source);
                if (options.Shards == 1) continue;
                if (shard == 0) group = source._socket.CreateFanout();
                else source._socket.JoinFanout(group);
            }
            foreach (var source in sources) source._socket.Receive(options.Filter, options.SnapLength);
            return [.. sources];
        }
        catch
        {
            foreach (var source in sources) source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Descriptor => _socket.Descriptor;

    /// <inheritdoc/>
    public bool IsPressed => IsOurs((_block + _blockCount / 2) % _blockCount); // half of the ring is full

    /// <inheritdoc/>
    public bool IsDown => _watch.IsDown;

    /// <inheritdoc/>
    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        if (_lent && _left == 0) ReleaseBlock();
        if (_left == 0 && !TakeBlock()) return !HasEnded();
        while (_left > 0 && !batch.IsFull) Lend(batch);
        _lent = true;
        return true;
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _socket.ReceiveNothing();
        _endsFrom = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void TakeError()
    {
        _socket.TakeError();
        if (_watch.Fail()) Counters.InterfaceErrors++;
    }

    /// <inheritdoc/>
    public void UpdateDrops()
    {
        lock (_dropsGate)
        {
            var statistics = _socket.ReadStatistics(); // the kernel begins anew with every call
            Counters.KernelDrops += statistics.Drops;
            Counters.RingFreezes += statistics.Freezes;
            Counters.InterfaceDrops += _interfaceDrops.Take();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_socket.Descriptor < 0) return;
        Unmap(_ring, (nuint)_blockCount * BlockBytes);
        _socket.Dispose();
    }

    private static RingSource? OpenOne(string interfaceName, LiveOptions options, InterfaceDrops interfaceDrops, ref InterfaceWatch? watch)
    {
        var blocks = (int)Math.Clamp(options.RingBytes / BlockBytes, 2, 1 << 14);
        var socket = new PacketSocket(interfaceName);
        byte* ring = null;
        try
        {
            if (socket.Link is null)
            {
                socket.Dispose();
                return null;
            }
            ring = MapRing(socket, blocks);
            if (options.Promiscuous) socket.JoinPromiscuous();
            socket.ReceiveNothing(); // until all rings have joined their group: before that, each would see every packet
            socket.Bind();
            watch ??= new InterfaceWatch(interfaceName, socket.InterfaceIndex, options.Say);
            return new RingSource(socket, interfaceDrops, watch, ring, blocks);
        }
        catch
        {
            if (ring != null) Unmap(ring, (nuint)blocks * BlockBytes);
            socket.Dispose();
            throw;
        }
    }

    private static byte* MapRing(PacketSocket socket, int blocks)
    {
        const int frame = 2048; // only a unit of bookkeeping in version 3; packets are packed
        socket.SetOption(NativeSocket.Version, VersionThree, "has no TPACKET_V3 ring");
        socket.SetOption(Reserve, VlanTagBytes, "cannot keep room for VLAN tags");
        var request = new RingRequest
        {
            BlockSize = BlockBytes, BlockCount = (uint)blocks, FrameSize = frame, FrameCount = (uint)(blocks * (BlockBytes / frame)), RetireMilliseconds = RetireMilliseconds,
        };
        socket.SetOption(RxRing, request, $"cannot have a ring of {blocks} MiB");
        var ring = Map(0, (nuint)blocks * BlockBytes, ReadWrite, Shared | Populate, socket.Descriptor, 0);
        return (nint)ring == -1 ? throw socket.Failure("cannot map its ring") : ring;
    }

    private RingBlock* Block => BlockAt(_block);

    private RingBlock* BlockAt(int number) => (RingBlock*)(_ring + (long)number * BlockBytes);

    /// <summary>The kernel writes the status last; the acquiring read keeps what follows behind it.</summary>
    private bool IsOurs(int number) => (Volatile.Read(ref BlockAt(number)->Status) & RingBlock.Ours) != 0;

    private bool TakeBlock()
    {
        if (!IsOurs(_block)) return false;
        _left = Block->PacketCount;
        _packet = (byte*)Block + Block->FirstPacketOffset;
        if (_left > 0) _watch.Deliver(_socket.Descriptor);
        else _lent = true; // an empty block: given back by the next read
        return _left > 0;
    }

    /// <summary>Whether receiving ended, and the kernel has had the time to hand over the block that it was filling.</summary>
    private bool HasEnded()
    {
        if (_endsFrom == 0 && _watch.IsGone()) _endsFrom = Stopwatch.GetTimestamp();
        return _endsFrom != 0 && Stopwatch.GetElapsedTime(_endsFrom) > LastBlock && !IsOurs(_block); // in this order: the time first
    }

    private void ReleaseBlock()
    {
        Volatile.Write(ref Block->Status, 0);
        _block = (_block + 1) % _blockCount;
        _lent = false;
    }

    private void Lend(PacketBatch batch)
    {
        var head = (RingPacket*)_packet;
        var bytes = _packet + head->LinkOffset;
        var (length, wireLength) = ((int)head->SnapLength, (int)head->WireLength);
        if ((head->Status & RingPacket.VlanTaken) != 0 && _link == LinkType.Ethernet && length >= MacAddressesBytes)
        {
            bytes = PutVlanTagBack(bytes, head);
            length += VlanTagBytes;
            wireLength += VlanTagBytes;
        }
        batch.Add(Timestamp.FromUnix(head->Seconds, head->Nanoseconds), _link, wireLength, bytes, length);
        Counters.Packets++;
        Counters.Bytes += length;
        Counters.WireBytes += wireLength;
        if (length < wireLength) Counters.CutPackets++;
        _packet += head->NextOffset;
        _left--;
    }

    /// <summary>Drivers and kernel take the outer tag out of the frame; the room before the frame was reserved for it.</summary>
    private static byte* PutVlanTagBack(byte* bytes, RingPacket* head)
    {
        var moved = bytes - VlanTagBytes;
        Buffer.MemoryCopy(bytes, moved, MacAddressesBytes, MacAddressesBytes);
        var protocol = (head->Status & RingPacket.VlanProtocolValid) != 0 ? head->VlanProtocol : (ushort)0x8100;
        BinaryPrimitives.WriteUInt16BigEndian(new Span<byte>(moved + MacAddressesBytes, 2), protocol);
        BinaryPrimitives.WriteUInt16BigEndian(new Span<byte>(moved + MacAddressesBytes + 2, 2), (ushort)head->VlanTag);
        return moved;
    }
}
