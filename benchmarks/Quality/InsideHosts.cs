using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Benchmarks.Quality;

/// <summary>Counts hosts inside that began a conversation.</summary>
internal sealed class InsideHosts : IEventSink
{
    private readonly HashSet<IpAddr> _hosts = [];

    /// <summary>How many.</summary>
    public int Count => _hosts.Count;

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (happened is FlowEvent { Flow: { } flow } && HomeNetworks.Private.Contains(flow.Originator)) _hosts.Add(flow.Originator);
    }
}
