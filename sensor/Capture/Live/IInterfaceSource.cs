namespace NetSensor.Capture.Live;

/// <summary>One interface, or a shard's part of it. Its reads never wait: an empty batch says that there is nothing now.</summary>
public interface IInterfaceSource : ILiveSource
{
    /// <summary>What to poll for packets.</summary>
    int Descriptor { get; }

    /// <summary>Whether the interface is down or gone, as far as is known. May be asked from another thread.</summary>
    bool IsDown { get; }

    /// <summary>The poll reported an error: clears it, counts it, and finds out what became of the interface.</summary>
    void TakeError();
}
