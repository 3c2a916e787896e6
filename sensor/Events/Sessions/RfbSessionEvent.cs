using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Two sides spoke RFB (VNC); one line of rfb.log. Fields mean what Zeek's documentation of rfb.log says; what was not seen is null.</summary>
public sealed class RfbSessionEvent : SensorEvent
{
    /// <summary>When the first version was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The client's version ("003", "008").</summary>
    public (string Major, string Minor)? Client { get; init; }
    /// <summary>The server's version.</summary>
    public (string Major, string Minor)? Server { get; init; }
    /// <summary>How the client authenticates: "None", "VNC", ….</summary>
    public string? Authentication { get; init; }
    /// <summary>Whether that succeeded.</summary>
    public bool? Success { get; init; }
    /// <summary>Whether the client shares the desktop with others.</summary>
    public bool? Shared { get; init; }
    /// <summary>Name of the desktop.</summary>
    public string? DesktopName { get; init; }
    /// <summary>Its width in pixels.</summary>
    public int? Width { get; init; }
    /// <summary>Its height in pixels.</summary>
    public int? Height { get; init; }
}
