namespace NetSensor.Host.Summary;

/// <summary>Flows, packets and bytes of one protocol or one host; a part of the table that it is counted in.</summary>
public struct TrafficCount
{
    /// <summary>Flows.</summary>
    public long Flows { get; private set; }

    /// <summary>Packets, both directions.</summary>
    public long Packets { get; private set; }

    /// <summary>Bytes of IP packets, both directions.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts one flow.</summary>
    public void Add(long packets, long bytes)
    {
        Flows++;
        Packets += packets;
        Bytes += bytes;
    }
}
