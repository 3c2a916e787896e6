namespace NetSensor.Capture.Live;

/// <summary>A source that goes on until it is told to stop.</summary>
public interface ILiveSource : IPacketSource
{
    /// <summary>Receives nothing more: reads give what was received before, then false. May be called from another thread.</summary>
    void Stop();

    /// <summary>Whether so much waits in the kernel that packets will soon be lost unless the reader becomes faster.</summary>
    bool IsPressed { get; }

    /// <summary>Brings the drop counters up to date; they are asked from the kernel, not counted along the way.</summary>
    void UpdateDrops();
}
