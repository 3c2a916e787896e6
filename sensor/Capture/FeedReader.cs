using System.Runtime.ExceptionServices;

namespace NetSensor.Capture;

/// <summary>One reader's end of a <see cref="PacketFeed"/>.</summary>
internal sealed class FeedReader(PacketFeed feed, IPacketSource source) : IPacketSource
{
    private PacketBlock? _block;
    private int _next;

    /// <summary>Blocks that this reader has yet to read; guarded by the feed.</summary>
    public Queue<PacketBlock> Waiting { get; } = new();

    /// <inheritdoc/>
    public CaptureCounters Counters => source.Counters;

    /// <inheritdoc/>
    public IReadOnlyList<CaptureFault> Faults => source.Faults;

    /// <inheritdoc/>
    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        while (_block is null || _next == _block.Count)     // ends: each turn gives a block back, takes one or returns
        {
            if (_block is not null) feed.Return(_block);
            (_block, _next) = (feed.Take(Waiting), 0);
            if (_block is not null) continue;
            if (feed.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
            return false;
        }
        _next = _block.Lend(_next, batch);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
