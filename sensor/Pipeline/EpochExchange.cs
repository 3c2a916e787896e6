namespace NetSensor.Pipeline;

/// <summary>Hands epochs from one shard to the judge and empty ones back. The event, shared by several exchanges, is set when there is something new to take.</summary>
public sealed class EpochExchange(AutoResetEvent? posted = null) : Exchange<Epoch>(EpochsInFlight, posted)
{
    /// <summary>Epochs that circulate: one being filled, one being judged, two to even out the pace.</summary>
    public const int EpochsInFlight = 4;
}
