namespace NetSensor.Events;

/// <summary>What one kind of echo message (requests, or replies) of a flow carried; bytes are those behind identifier and sequence number.</summary>
public readonly record struct EchoTraffic
{
    /// <summary>Messages.</summary>
    public int Messages { get; init; }
    /// <summary>Bytes of data.</summary>
    public long Bytes { get; init; }
    /// <summary>Bytes of the largest message.</summary>
    public int Largest { get; init; }
    /// <summary>How often a message had another size than the one before.</summary>
    public int SizeChanges { get; init; }
    /// <summary>How often the data behind the place of a time stamp (16 bytes) was other than in the message before.</summary>
    public int ContentChanges { get; init; }
    /// <summary>How often a message repeated identifier and sequence number of the one before.</summary>
    public int SequenceRepeats { get; init; }
    /// <summary>Messages whose data are, or end with, a whole IPv4 packet.</summary>
    public int IpPackets { get; init; }
}
