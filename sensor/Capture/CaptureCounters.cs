namespace NetSensor.Capture;

/// <summary>What a source read and what it knows to have lost, by cause.</summary>
public sealed class CaptureCounters
{
    /// <summary>Packets handed out.</summary>
    public long Packets { get; set; }
    /// <summary>Captured bytes of those packets.</summary>
    public long Bytes { get; set; }
    /// <summary>Bytes that those packets had on the wire.</summary>
    public long WireBytes { get; set; }
    /// <summary>Packets that the snap length cut.</summary>
    public long CutPackets { get; set; }
    /// <summary>Packets that the filter turned away (files only; live filters work in the kernel).</summary>
    public long FilteredPackets { get; set; }
    /// <summary>Packets that the kernel dropped because the ring was full.</summary>
    public long KernelDrops { get; set; }
    /// <summary>Packets that the interface dropped before the kernel saw them.</summary>
    public long InterfaceDrops { get; set; }
    /// <summary>Times that the ring was found frozen, waiting for the reader.</summary>
    public long RingFreezes { get; set; }
    /// <summary>Times that the interface went down, was removed or reported another error.</summary>
    public long InterfaceErrors { get; set; }

    /// <summary>Adds what another source counted.</summary>
    public void Add(CaptureCounters other)
    {
        Packets += other.Packets;
        Bytes += other.Bytes;
        WireBytes += other.WireBytes;
        CutPackets += other.CutPackets;
        FilteredPackets += other.FilteredPackets;
        KernelDrops += other.KernelDrops;
        InterfaceDrops += other.InterfaceDrops;
        RingFreezes += other.RingFreezes;
        InterfaceErrors += other.InterfaceErrors;
    }
}
