namespace NetSensor.Host;

/// <summary>How a capture is replayed.</summary>
public sealed record ReplayOptions : SensorOptions
{
    /// <summary>Shards that share the work. More: faster on as many cores; the output is the same to the byte.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Multiple of real time at which packets come; null for as fast as possible.</summary>
    public double? Speed { get; init; }

    /// <summary>Which packets are wanted (pcap-filter(7), compiled by libpcap); null for all.</summary>
    public string? Filter { get; init; }
}
