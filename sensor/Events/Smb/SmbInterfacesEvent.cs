namespace NetSensor.Events;

/// <summary>An SMB server told its client over which other addresses it can be reached (multichannel; FSCTL_QUERY_NETWORK_INTERFACE_INFO, [MS-SMB2] §2.2.32.5).</summary>
public sealed class SmbInterfacesEvent : SensorEvent
{
    /// <summary>The server's interfaces, an entry per address.</summary>
    public required IReadOnlyList<SmbInterface> Interfaces { get; init; }
}
