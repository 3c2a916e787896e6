using System.Runtime.InteropServices;
using NetSensor.Capture.Pcap;
using NetSensor.Wire;

namespace NetSensor.Capture.Live;

/// <summary>Reads an interface through libpcap: the fallback for devices that have no packet ring ("any", monitor mode, USB, …). One shard only.</summary>
public sealed unsafe class PcapSource : IInterfaceSource
{
    private const int TimeoutMilliseconds = 100; // how long libpcap may gather packets before it hands them over
    private const int ErrorMilliseconds = 50; // a device that fails again and again must not take the core
    private const int Nanoseconds = 1; // PCAP_TSTAMP_PRECISION_NANO

    private readonly nint _handle;
    private readonly LinkType _link;
    private readonly long _fraction;
    private readonly byte* _copies; // libpcap lends one packet at a time: a batch needs copies
    private readonly int _snapLength;
    private readonly InterfaceWatch _watch;
    private readonly Lock _dropsGate = new(); // both the metrics page and the closing summary ask for them
    private volatile bool _stopping;
    private bool _closed;
    private NativePcap.Stats _seen;

    private PcapSource(nint handle, int snapLength, InterfaceWatch watch)
    {
        _handle = handle;
        _watch = watch;
        Descriptor = NativePcap.GetSelectableDescriptor(handle);
        _snapLength = snapLength;
        _link = (LinkType)NativePcap.DataLink(handle) is var link && (ushort)link == 12 ? LinkType.Raw : link; // DLT_RAW is 12 on Linux
        _fraction = NativePcap.GetTimestampPrecision(handle) == Nanoseconds ? 1 : 1000;
        _copies = (byte*)NativeMemory.Alloc((nuint)snapLength * PacketBatch.Capacity);
    }

    /// <inheritdoc/>
    public CaptureCounters Counters { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<CaptureFault> Faults => [];

    /// <inheritdoc/>
    public int Descriptor { get; }

    /// <inheritdoc/>
    public bool IsPressed => false; // libpcap does not tell how full its buffer is

    /// <summary>Opens a device by its libpcap name; a <see cref="CaptureException"/> names what is wrong.</summary>
    public static PcapSource Open(string device, LiveOptions options)
    {
        var error = stackalloc byte[NativePcap.ErrorBufferSize];
        var handle = NativePcap.Create(device, error);
        if (handle == 0) throw new CaptureException($"'{device}' cannot be opened: {Marshal.PtrToStringUTF8((nint)error)}");
        try
        {
            NativePcap.SetSnapLength(handle, options.SnapLength);
            NativePcap.SetPromiscuous(handle, options.Promiscuous ? 1 : 0);
            NativePcap.SetTimeout(handle, TimeoutMilliseconds);
            NativePcap.SetBufferSize(handle, (int)Math.Min(options.RingBytes, int.MaxValue));
            NativePcap.SetTimestampPrecision(handle, Nanoseconds);
            if (NativePcap.Activate(handle) is < 0 and var status) throw Failure(handle, device, status);
            if (options.Filter is { } filter) Filter(handle, filter);
            NativePcap.SetNonBlocking(handle, 1, error);
            return new PcapSource(handle, options.SnapLength, new InterfaceWatch(device, (int)NativeSocket.InterfaceIndex(device), options.Say));
        }
        catch
        {
            NativePcap.Close(handle);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool IsDown => _watch.IsDown;

    /// <inheritdoc/>
    public bool Read(PacketBatch batch)
    {
        batch.Clear();
        while (!batch.IsFull)
        {
            NativePcap.PacketHeader* header;
            byte* packet;
            var outcome = NativePcap.Next(_handle, &header, &packet);
            if (outcome < 0) TakeError();
            if (outcome != 1) break;
            Lend(batch, header, packet);
        }
        if (batch.Count == 0) return !_stopping && !_watch.IsGone();
        _watch.Deliver(Descriptor);
        return true;
    }

    /// <inheritdoc/>
    public void TakeError()
    {
        int error;
        var length = sizeof(int);
        NativeSocket.GetOption(Descriptor, NativeSocket.SocketLevel, NativeSocket.SocketError, &error, &length);
        if (_watch.Fail()) Counters.InterfaceErrors++;
        Thread.Sleep(ErrorMilliseconds);
    }

    /// <inheritdoc/>
    public void Stop() => _stopping = true;

    /// <inheritdoc/>
    public void UpdateDrops()
    {
        lock (_dropsGate)
        {
            NativePcap.Stats now;
            if (_closed || NativePcap.Statistics(_handle, &now) != 0) return;
            Counters.KernelDrops += unchecked(now.Dropped - _seen.Dropped);
            Counters.InterfaceDrops += unchecked(now.InterfaceDropped - _seen.InterfaceDropped);
            _seen = now;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_dropsGate)
        {
            if (_closed) return;
            _closed = true;
            NativePcap.Close(_handle);
            NativeMemory.Free(_copies);
        }
    }

    private void Lend(PacketBatch batch, NativePcap.PacketHeader* header, byte* packet)
    {
        var length = (int)Math.Min(header->CapturedLength, (uint)_snapLength);
        var copy = _copies + (long)batch.Count * _snapLength;
        Buffer.MemoryCopy(packet, copy, _snapLength, length);
        batch.Add(Timestamp.FromUnix(header->Seconds, header->Fraction * _fraction), _link, (int)header->WireLength, copy, length);
        Counters.Packets++;
        Counters.Bytes += length;
        Counters.WireBytes += header->WireLength;
        if (length < header->WireLength) Counters.CutPackets++;
    }

    private static void Filter(nint handle, string filter)
    {
        var program = PcapFilter.Compile(filter, (LinkType)NativePcap.DataLink(handle));
        var status = NativePcap.SetFilter(handle, program);
        PcapFilter.Free(program);
        if (status != 0) throw new CaptureException($"filter '{filter}' is refused: {Marshal.PtrToStringUTF8((nint)NativePcap.GetError(handle))}");
    }

    private static CaptureException Failure(nint handle, string device, int status)
    {
        const int noSuchDevice = -5, noRight = -8, promiscuousDenied = -11;
        return status switch
        {
            noSuchDevice => new CaptureException($"no interface '{device}': 'netsensor interfaces' lists those there are"),
            noRight or promiscuousDenied => new CaptureException($"no right to capture on '{device}': run as root, or give the program CAP_NET_RAW"),
            _ => new CaptureException($"'{device}': {Marshal.PtrToStringUTF8((nint)NativePcap.StatusText(status))}: {Marshal.PtrToStringUTF8((nint)NativePcap.GetError(handle))}"),
        };
    }
}
