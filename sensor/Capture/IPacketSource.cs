namespace NetSensor.Capture;

/// <summary>Where packets come from: files, standard input, an interface.</summary>
public interface IPacketSource : IDisposable
{
    /// <summary>
    /// Fills the batch with the next packets and says whether the source is still open. A live source may return true with an empty batch
    /// when its time-out passed without a packet; a file returns false once nothing is left. The previous batch's packets become invalid.
    /// </summary>
    bool Read(PacketBatch batch);

    /// <summary>What was read and lost so far.</summary>
    CaptureCounters Counters { get; }

    /// <summary>Faults found so far, in the order of reading.</summary>
    IReadOnlyList<CaptureFault> Faults { get; }
}
