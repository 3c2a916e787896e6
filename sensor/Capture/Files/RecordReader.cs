using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>Walks the records of one capture, whatever its format, and lends their packets.</summary>
internal abstract unsafe class RecordReader(CaptureBytes bytes, PacketGate gate)
{
    /// <summary>How far before the walk lines are fetched: a walk is a chain of loads that wait for each other, and this much hides their wait.</summary>
    private const int PrefetchDistance = 2048;

    private const int CacheLine = 64;

    private byte* _fetched;

    /// <summary>Where the bytes come from.</summary>
    protected CaptureBytes Bytes { get; } = bytes;

    /// <summary>Where packets are lent.</summary>
    protected PacketGate Gate { get; } = gate;

    /// <summary>Bytes that the walk needs at the window's start to go on; 0 when it stopped because the batch is full.</summary>
    protected int Needed { get; set; }

    /// <summary>Why the capture cannot be read on; null while it can.</summary>
    protected string? Broken { get; set; }

    /// <summary>Offset of the record that is broken; null when it starts at the window's start.</summary>
    protected long? BrokenAt { get; set; }

    /// <summary>What is cut off when the capture ends at this point, in words.</summary>
    protected abstract string Unfinished { get; }

    /// <summary>How the capture is written.</summary>
    public abstract CaptureFormat Format { get; }

    /// <summary>What the first interface's packets are; null while none is declared.</summary>
    public abstract LinkType? Link { get; }

    /// <summary>What ended the capture otherwise than it should, and at which offset.</summary>
    public (long Offset, string Kind)? Fault { get; private set; }

    /// <summary>Fills the batch; false, with nothing in it, at the end or at a fault.</summary>
    public bool Read(PacketBatch batch)
    {
        while (true)                                            // ends: each turn lends a packet, moves the window forward or returns
        {
            if (Broken is null)
            {
                Walk(batch);
                Gate.Publish();
            }
            if (batch.Count > 0) return true;
            if (Broken is not null) return EndWith(Broken);
            if (Bytes.Extend(Needed)) continue;
            if (Bytes.Trouble is not null) return EndWith(Bytes.Trouble);
            return Bytes.Available > 0 && EndWith(Unfinished);
        }
    }

    /// <summary>Reads records while they lie wholly in the window and the batch has room, and tells why it stopped.</summary>
    protected abstract void Walk(PacketBatch batch);

    /// <summary>Fetches the lines up to a little before the walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Prefetch(byte* at)
    {
        if (!Sse.IsSupported) return;
        var until = at + PrefetchDistance;
        if (_fetched < at || _fetched > until) _fetched = at;
        for (; _fetched < until; _fetched += CacheLine) Sse.Prefetch0(_fetched);
    }

    private bool EndWith(string kind)
    {
        Fault ??= (BrokenAt ?? Bytes.Offset, kind);
        return false;
    }
}
