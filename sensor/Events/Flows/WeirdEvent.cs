namespace NetSensor.Events;

/// <summary>A protocol broke its rules; once per flow and name.</summary>
public sealed class WeirdEvent : SensorEvent
{
    /// <summary>Zeek's name for the oddity where Zeek has one.</summary>
    public required string Name { get; init; }
    /// <summary>What exactly, where the name alone does not tell.</summary>
    public string? Detail { get; init; }
    /// <summary>The protocol that noticed, as Zeek's analyzer name; null below the transport.</summary>
    public string? Source { get; init; }
}
