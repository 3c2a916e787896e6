using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>What the sensor wrote, as far as the endpoints' events ask for it.</summary>
public sealed class SensorRecords
{
    private readonly HashSet<IpAddr> _addresses = [];

    /// <summary>Findings, the latest telling of each story.</summary>
    public List<Detection> Findings { get; } = [];
    /// <summary>Flows that may be connections of the endpoints.</summary>
    public List<SensorFlow> Flows { get; } = [];
    /// <summary>Questions that may be those of the endpoints.</summary>
    public List<SensorLookup> Lookups { get; } = [];
    /// <summary>Who had what address when.</summary>
    public List<NameStatement> Names { get; } = [];
    /// <summary>The first flow; null when there is none.</summary>
    public Timestamp? First { get; private set; }
    /// <summary>The end of the last flow.</summary>
    public Timestamp? Last { get; private set; }

    /// <summary>Takes note that the sensor saw these addresses at this time, whether the flow is kept or not.</summary>
    public void Saw(SensorFlow flow)
    {
        _addresses.Add(flow.Tuple.Source);
        _addresses.Add(flow.Tuple.Destination);
        if (First is null || flow.Start < First) First = flow.Start;
        if (Last is null || flow.End > Last) Last = flow.End;
    }

    /// <summary>Whether the sensor saw this address at all.</summary>
    public bool Knows(IpAddr address) => _addresses.Contains(address);
}
