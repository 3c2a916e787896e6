namespace NetSensor.Events;

/// <summary>A device appeared, or something of it changed; told with the device as it is now. Derived, without a flow.</summary>
public sealed class DeviceEvent : SensorEvent
{
    /// <summary>The device, as it is now.</summary>
    public required Device Device { get; init; }
    /// <summary>What happened.</summary>
    public required DeviceChange Change { get; init; }
    /// <summary>What was before, of a change; null when it is new.</summary>
    public string? From { get; init; }
    /// <summary>What is now, of a change.</summary>
    public string? To { get; init; }
}
