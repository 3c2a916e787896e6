using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Who is who on the network, as far as it is known: asked behind the merge only, where everything happens in the order of events.</summary>
public interface IHostDirectory
{
    /// <summary>A directory that knows nobody.</summary>
    static IHostDirectory Empty { get; } = new EmptyHostDirectory();

    /// <summary>The host that has this address now; null when nothing is known of it.</summary>
    HostIdentity? Find(IpAddr address);

    /// <summary>The host that had this address at that time: addresses move, and a finding tells who it was then. Null when nobody knows.</summary>
    HostIdentity? FindAt(IpAddr address, Timestamp at);

    private sealed class EmptyHostDirectory : IHostDirectory
    {
        public HostIdentity? Find(IpAddr address) => null;

        public HostIdentity? FindAt(IpAddr address, Timestamp at) => null;
    }
}
