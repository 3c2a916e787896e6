namespace NetSensor.Capture.Live;

/// <summary>Opens interfaces: the ring where there is one, libpcap elsewhere.</summary>
public static class LiveCapture
{
    private const string AnyDevice = "any"; // libpcap's own device that stands for all interfaces

    /// <summary>One source per shard; the sources of all shards together see every packet of the interface once.</summary>
    /// <param name="interfaceName">Name as <see cref="CaptureInterfaces.List"/> gives it.</param>
    /// <param name="options">How to listen.</param>
    /// <param name="fanoutGroup">A number that no other capture on this machine uses; the process id will do.</param>
    public static IReadOnlyList<ILiveSource> Open(string interfaceName, LiveOptions options, ushort fanoutGroup) =>
        (interfaceName == AnyDevice ? null : RingSource.Open(interfaceName, options, fanoutGroup)) ?? (IReadOnlyList<ILiveSource>)[PcapSource.Open(interfaceName, options)];
}
