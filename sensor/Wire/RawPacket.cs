namespace NetSensor.Wire;

/// <summary>One captured packet as it came; its bytes are valid only until the next read of its source.</summary>
public readonly ref struct RawPacket(Timestamp time, LinkType link, int wireLength, ReadOnlySpan<byte> bytes)
{
    /// <summary>When it was captured.</summary>
    public Timestamp Time { get; } = time;

    /// <summary>What its first bytes are.</summary>
    public LinkType Link { get; } = link;

    /// <summary>Bytes it had on the wire; more than <see cref="Bytes"/> holds when the snap length cut it.</summary>
    public int WireLength { get; } = wireLength;

    /// <summary>The captured bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
