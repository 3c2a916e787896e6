using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// When a flow that lives for a minute or longer spoke after at least a second of silence: beacons inside one long connection. Told every few dozen
/// bursts, every few minutes, and at the end, right before the flow's record; each burst is told once.
/// </summary>
public sealed class FlowRhythmEvent : SensorEvent
{
    /// <summary>The bursts since the last such event, in their order.</summary>
    public required IReadOnlyList<FlowBurst> Bursts { get; init; }
    /// <summary>Services confirmed so far, joined by commas; null when none was.</summary>
    public string? Service { get; set; }
    /// <summary>As <see cref="FlowEvent.DestinationName"/>, as far as it is known by now.</summary>
    public string? DestinationName { get; set; }
    /// <summary>As <see cref="FlowEvent.DestinationNameSource"/>.</summary>
    public string? DestinationNameSource { get; set; }
    /// <summary>JA4 of the TLS or QUIC client, when there was one.</summary>
    public string? Ja4 { get; set; }
    /// <summary>As <see cref="FlowEvent.OpenSince"/>.</summary>
    public Timestamp? OpenSince { get; set; }
}
