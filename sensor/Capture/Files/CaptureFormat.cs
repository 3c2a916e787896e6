namespace NetSensor.Capture.Files;

/// <summary>How a capture is written.</summary>
public enum CaptureFormat
{
    /// <summary>pcap with microsecond times.</summary>
    Pcap,
    /// <summary>pcap with nanosecond times.</summary>
    PcapNanosecond,
    /// <summary>pcap whose records carry an interface, protocol and packet type (Kuznetzov's patch).</summary>
    PcapModified,
    /// <summary>pcap as IXIA's "lcap" writes it, with a longer file header.</summary>
    PcapIxia,
    /// <summary>pcapng: blocks in sections.</summary>
    Pcapng,
}
