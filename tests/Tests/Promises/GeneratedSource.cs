using NetSensor.Capture;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>Packets that are made when they are read, a batch at a time, into memory that never moves: any number of them costs the same.</summary>
internal sealed unsafe class GeneratedSource(long packets, int longest, GeneratedSource.Make make) : IPacketSource
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(PacketBatch.Capacity * longest, pinned: true);

    /// <summary>Fills in packet <paramref name="number"/> and says what it is.</summary>
    public delegate Made Make(long number, Span<byte> packet);

    public CaptureCounters Counters { get; } = new();
    public IReadOnlyList<CaptureFault> Faults => [];

    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        for (var slot = 0; Counters.Packets < packets && !batch.IsFull; slot++)
        {
            var packet = _bytes.AsSpan(slot * longest, longest);
            var made = make(Counters.Packets++, packet);
            fixed (byte* at = packet) batch.Add(made.Time, made.Link, made.WireLength, at, made.Length); // pinned array
        }
        return batch.Count > 0;
    }

    public void Dispose()
    {
    }

    /// <summary>What was made.</summary>
    public readonly record struct Made(int Length, Timestamp Time, LinkType Link, int WireLength);
}
