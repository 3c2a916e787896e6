namespace NetSensor.Capture.Live;

/// <summary>How to listen on an interface.</summary>
public sealed record LiveOptions
{
    /// <summary>Memory of the ring between kernel and sensor, per shard, in bytes. Higher: longer bursts survive without a drop.</summary>
    public long RingBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of each packet that are kept. Lower: less memory per packet, and what lies behind is lost to the parsers.</summary>
    public int SnapLength { get; init; } = 65535;

    /// <summary>Whether to take in frames that are addressed to others, as a mirror port delivers.</summary>
    public bool Promiscuous { get; init; } = true;

    /// <summary>Filter expression (pcap-filter(7)), which the kernel applies; null for everything.</summary>
    public string? Filter { get; init; }

    /// <summary>Shards that share the interface: each gets its own ring, the kernel keeps both directions of a flow in one.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Told in one line what becomes of an interface: it went down, it is back, it was removed, it has no ring. Called from any thread.</summary>
    public Action<string>? Say { get; init; }
}
