using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A UPnP device announces itself, answers a search, or searches (UPnP Device Architecture 2.0 §1).</summary>
public sealed class SsdpEvent : SensorEvent
{
    /// <summary>"NOTIFY", "M-SEARCH" or "RESPONSE".</summary>
    public required string Method { get; init; }
    /// <summary>Who sent it.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The sender's hardware address on this link.</summary>
    public MacAddress SenderMac { get; init; }
    /// <summary>SERVER: system, UPnP version and product.</summary>
    public string? Server { get; init; }
    /// <summary>LOCATION: where the description is.</summary>
    public string? Location { get; init; }
    /// <summary>USN: the device's UUID, and what of it is announced.</summary>
    public string? UniqueName { get; init; }
    /// <summary>NT or ST: what is announced or searched for.</summary>
    public string? Target { get; init; }
    /// <summary>NTS: "ssdp:alive", "ssdp:byebye", "ssdp:update".</summary>
    public string? Subtype { get; init; }
    /// <summary>USER-AGENT of a search.</summary>
    public string? UserAgent { get; init; }
    /// <summary>CACHE-CONTROL's max-age: how long the announcement holds.</summary>
    public TimeSpan? MaxAge { get; init; }
}
