namespace NetSensor.Capture.Files;

/// <summary>
/// Reads the captures of a <see cref="CaptureFileSet"/> one after the other and lends their packets in place. A fault ends its file, is kept
/// in <see cref="Faults"/>, and reading goes on with the next.
/// </summary>
public sealed class CaptureFileSource : IPacketSource
{
    private readonly IReadOnlyList<CaptureInput> _inputs;
    private readonly PacketGate _gate;
    private readonly List<CaptureFault> _faults = [];
    private CaptureBytes? _bytes;
    private RecordReader? _reader;
    private int _next;
    private long _finished;
    private long _position;

    internal CaptureFileSource(IReadOnlyList<CaptureInput> inputs, long? totalBytes, IPacketFilter? filter)
    {
        _inputs = inputs;
        _gate = new PacketGate(Counters, filter);
        TotalBytes = totalBytes;
    }

    /// <inheritdoc/>
    public CaptureCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<CaptureFault> Faults => _faults;

    /// <summary>Bytes to read in all, as they lie on disk; null when nobody knows.</summary>
    public long? TotalBytes { get; }

    /// <summary>Bytes read so far, to be compared with <see cref="TotalBytes"/>; may be asked from another thread.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <inheritdoc/>
    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        while (true)                                            // ends: each turn lends packets, finishes a file or returns
        {
            if (_reader is null && !TryOpenNext()) return false;
            if (_reader is null) continue;
            var read = _reader.Read(batch);
            Volatile.Write(ref _position, _finished + _bytes!.Consumed);
            if (read) return true;
            Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes?.Dispose();
        (_bytes, _reader, _next) = (null, null, _inputs.Count);
    }

    /// <summary>Opens the next file; false when there is none. One that cannot be read any more leaves a fault and no reader.</summary>
    private bool TryOpenNext()
    {
        if (_next == _inputs.Count) return false;
        var input = _inputs[_next++];
        try
        {
            _bytes = input.Open();
            _reader = CaptureOpener.TryRead(_bytes, _gate);
            if (_reader is not null) return true;
            _faults.Add(new CaptureFault(input.Info.Path, 0, _bytes.Trouble ?? "no capture any more"));
            _bytes.Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _faults.Add(new CaptureFault(input.Info.Path, 0, "cannot be opened any more: " + fault.Message));
        }
        _finished += input.Info.Length ?? 0;
        return true;
    }

    private void Finish()
    {
        var input = _inputs[_next - 1];
        if (_reader!.Fault is var (offset, kind)) _faults.Add(new CaptureFault(input.Info.Path, offset, kind));
        _finished += input.Info.Length ?? _bytes!.Consumed;
        Volatile.Write(ref _position, _finished);
        _bytes!.Dispose();
        (_bytes, _reader) = (null, null);
    }
}
