namespace NetSensor.Pipeline;

/// <summary>What a core runs between two cuts.</summary>
public interface IShard
{
    /// <summary>Works until the next cut and leaves what happened in <paramref name="epoch"/>; the last one says so.</summary>
    void RunEpoch(Epoch epoch, CancellationToken cancel);
}
