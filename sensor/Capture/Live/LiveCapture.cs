namespace NetSensor.Capture.Live;

/// <summary>Opens interfaces: the ring where there is one, libpcap elsewhere.</summary>
public static class LiveCapture
{
    internal const string AnyDevice = "any"; // libpcap's own device that stands for all interfaces

    /// <summary>One source per shard, or a single one where libpcap reads; the sources of all shards together see every packet of the interface once.</summary>
    /// <param name="interfaceName">Name as the system has it ("eth1").</param>
    /// <param name="options">How to listen.</param>
    /// <exception cref="CaptureException">There is no such interface, or no right to listen on it.</exception>
    public static IReadOnlyList<IInterfaceSource> Open(string interfaceName, LiveOptions options)
    {
        try
        {
            if (interfaceName != AnyDevice && RingSource.Open(interfaceName, options) is { } rings) return rings;
        }
        catch (RingRefusedException refused)
        {
            options.Say?.Invoke($"interface '{interfaceName}' {refused.Message}; reading it through libpcap instead, with one worker");
        }
        return [PcapSource.Open(interfaceName, options)];
    }
}
