using NetSensor.Wire;
using static NetSensor.Capture.Live.NativeSocket;

namespace NetSensor.Capture.Live;

/// <summary>
/// Reads the rings that one shard has on several interfaces, in the order of time: a tap gives each direction of a flow on an interface of its own.
/// A packet is held until every other interface has a later one, or can have no earlier one any more. An idle interface delays the others by no more.
/// </summary>
public sealed unsafe class MergedSource : ILiveSource
{
    private const int WaitMilliseconds = 100; // how long a read waits for packets
    private const int HoldingMilliseconds = 5; // …and while it holds some back, or is stopping

    // A block of the ring is handed over after 50 ms, full or not, and libpcap gathers for as long: what is older than twice that lies before us.
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(100);

    private readonly Input[] _inputs;
    private readonly TimeProvider _wall;
    private volatile bool _stopping;

    /// <summary>A merger of one or more interfaces, which it owns; the clock is the one that stamps the packets.</summary>
    public MergedSource(IReadOnlyList<IInterfaceSource> sources, TimeProvider wall)
    {
        _inputs = [.. sources.Select(source => new Input(source))];
        _wall = wall;
    }

    /// <inheritdoc/>
    public CaptureCounters Counters
    {
        get
        {
            var total = new CaptureCounters();
            foreach (var input in _inputs) total.Add(input.Source.Counters);
            return total;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CaptureFault> Faults => [];

    /// <inheritdoc/>
    public bool IsPressed
    {
        get
        {
            foreach (var input in _inputs)
                if (input.Source.IsPressed) return true;
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        return _inputs.Length == 1 ? ReadAlone(_inputs[0], batch) : ReadMerged(batch);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        foreach (var input in _inputs) input.Source.Stop();
        _stopping = true;
    }

    /// <inheritdoc/>
    public void UpdateDrops()
    {
        foreach (var input in _inputs) input.Source.UpdateDrops();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in _inputs) input.Source.Dispose();
    }

    private bool ReadAlone(Input input, PacketBatch batch)
    {
        if (!input.Source.Read(batch)) return false;
        if (batch.Count == 0) Wait(WaitMilliseconds);
        return true;
    }

    private bool ReadMerged(PacketBatch batch)
    {
        var isOpen = false;
        foreach (var input in _inputs) isOpen |= input.Refill();
        var now = Timestamp.FromUnix(0, _wall.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).Ticks * 100);
        while (!batch.IsFull && Earliest(now) is { } input)
            if (!input.Lend(batch)) break; // its next packet is not known before the next read, and may be the earliest
        if (batch.Count > 0) return true;
        if (isOpen) Wait(_inputs.Any(input => input.HasPacket) ? HoldingMilliseconds : WaitMilliseconds);
        return isOpen;
    }

    /// <summary>Whose packet comes next; null when it must be held back, or there is none.</summary>
    private Input? Earliest(Timestamp now)
    {
        Input? first = null;
        var isCertain = true;
        foreach (var input in _inputs)
            if (!input.HasPacket) isCertain &= input.HasEnded;
            else if (first is null || input.Time < first.Time) first = input;
        if (first is null || isCertain || first.Source.IsPressed) return first;
        var age = now - first.Time;
        return age > Hold || age < -Hold ? first : null; // from the future: the clock was set back, and says nothing
    }

    private void Wait(int milliseconds)
    {
        var polled = stackalloc PollDescriptor[_inputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
        {
            var isAwaited = !_inputs[i].HasEnded && !_inputs[i].HasPacket; // the others would end the wait at once
            polled[i] = new PollDescriptor { Descriptor = isAwaited ? _inputs[i].Source.Descriptor : -1, Events = PollIn };
        }
        if (Poll(polled, (ulong)_inputs.Length, _stopping ? HoldingMilliseconds : milliseconds) <= 0) return;
        for (var i = 0; i < _inputs.Length; i++)
            if ((polled[i].Returned & ~PollIn) != 0) _inputs[i].Source.TakeError();
    }

    /// <summary>One interface with the packets that it lent and that were not handed on yet.</summary>
    private sealed class Input(IInterfaceSource source)
    {
        private readonly PacketBatch _batch = new();
        private int _next;

        public IInterfaceSource Source { get; } = source;
        public bool HasEnded { get; private set; }
        public bool HasPacket => _next < _batch.Count;
        public Timestamp Time => _batch[_next].Time;

        /// <summary>Reads on when all was handed on; false when nothing more can come.</summary>
        public bool Refill()
        {
            if (HasPacket) return true;
            if (HasEnded) return false;
            _next = 0;
            HasEnded = !Source.Read(_batch);
            return !HasEnded;
        }

        /// <summary>Hands its packet on; false when it was the last of those that it lent.</summary>
        public bool Lend(PacketBatch batch)
        {
            var packet = _batch[_next++];
            fixed (byte* bytes = packet.Bytes) batch.Add(packet.Time, packet.Link, packet.WireLength, bytes, packet.Bytes.Length); // memory of the source: does not move
            return HasPacket;
        }
    }
}
