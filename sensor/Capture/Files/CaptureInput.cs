using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>One capture of a set: what is known about it, and the way to read it.</summary>
internal sealed unsafe class CaptureInput : IDisposable
{
    private CaptureBytes? _onePass;

    private CaptureInput(CaptureFileInfo info, CaptureBytes? onePass)
    {
        Info = info;
        _onePass = onePass;
    }

    /// <summary>What the first look told.</summary>
    public CaptureFileInfo Info { get; }

    /// <summary>Looks at a capture: is it one, when does it start. Throws <see cref="CaptureException"/> when it is none.</summary>
    public static CaptureInput Probe(string path, Func<CaptureBytes> open)
    {
        CaptureBytes? bytes = null;
        try
        {
            bytes = open();
            var info = Look(path, bytes);
            var again = bytes.Total is null ? bytes : null;     // what can be read only once stays open
            if (again is not null) bytes = null;
            return new CaptureInput(info, again);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CaptureException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the file and its rights", fault);
        }
        finally
        {
            bytes?.Dispose();
        }
    }

    /// <summary>The bytes from their start; a one-pass input gives them away once.</summary>
    public CaptureBytes Open()
    {
        if (Info.Length is { } length) return CaptureOpener.Open(Info.Path, length);
        return Interlocked.Exchange(ref _onePass, null) ?? throw new IOException("it was read already");
    }

    /// <summary>Closes a one-pass input that nobody took.</summary>
    public void Dispose() => Interlocked.Exchange(ref _onePass, null)?.Dispose();

    private static CaptureFileInfo Look(string path, CaptureBytes bytes)
    {
        var batch = new PacketBatch();
        var reader = CaptureOpener.TryRead(bytes, new PacketGate(new CaptureCounters(), null)) ?? throw NoCapture(path, bytes);
        Timestamp? first = reader.Read(batch) ? batch[0].Time : null;
        var info = new CaptureFileInfo(path, reader.Format, bytes is StreamBytes { IsGzip: true }, reader.Link, first, bytes.Total);
        if (bytes.Total is null && !bytes.Rewind())
            throw new CaptureException($"{path}: its first packet lies too deep to be looked for in a pipe; write it to a file first");
        return info;
    }

    private static CaptureException NoCapture(string path, CaptureBytes bytes)
    {
        if (bytes.Available == 0 && bytes.Trouble is null && bytes is not StreamBytes { IsGzip: true })
            return new CaptureException($"{path}: empty, no capture; give a pcap or pcapng file");
        bytes.Extend(ForeignFormat.StartLength);
        var start = new ReadOnlySpan<byte>(bytes.At, (int)Math.Min(bytes.Available, ForeignFormat.StartLength));
        var mend = bytes.Trouble ?? ForeignFormat.Mend(start) ?? "give a pcap or pcapng file, gzip-compressed or not";
        return new CaptureException($"{path}: no capture; {mend}");
    }
}
