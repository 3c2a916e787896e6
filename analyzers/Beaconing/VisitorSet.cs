using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>The hosts that go to one destination: nearly always one or two, and never more than are counted, so that an array serves.</summary>
internal sealed class VisitorSet
{
    private IpAddr[] _hosts = new IpAddr[1];

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a host in, once.</summary>
    public void Add(IpAddr host)
    {
        if (_hosts.AsSpan(0, Count).Contains(host)) return;
        if (Count == _hosts.Length) Array.Resize(ref _hosts, Count * 2);
        _hosts[Count++] = host;
    }
}
