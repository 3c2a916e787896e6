namespace NetSensor.Capture.Files;

/// <summary>How the captured and the original length of a pcap record are ordered; it changed with version 2.3.</summary>
internal enum PcapLengthOrder
{
    /// <summary>Captured, then original: every file of today.</summary>
    CapturedFirst,
    /// <summary>Original, then captured: before version 2.3.</summary>
    OriginalFirst,
    /// <summary>Either: the smaller one is the captured length.</summary>
    SmallerIsCaptured,
}
