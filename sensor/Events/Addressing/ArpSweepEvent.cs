using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A host asked over ARP for many addresses in a short time; told at 64 and at each fourfold, not for every question. It has no flow.
/// </summary>
public sealed class ArpSweepEvent : SensorEvent
{
    /// <summary>Who asks.</summary>
    public required IpAddr SenderAddress { get; init; }
    /// <summary>The hardware address that the questions give for the sender.</summary>
    public required MacAddress SenderMac { get; init; }
    /// <summary>Different addresses asked for.</summary>
    public required int Targets { get; init; }
    /// <summary>Those of them that came right after the address before: who looks for all counts up, who has something to do with each does not.</summary>
    public required int InSequence { get; init; }
    /// <summary>The smallest address asked for.</summary>
    public required IpAddr FirstTarget { get; init; }
    /// <summary>The largest address asked for.</summary>
    public required IpAddr LastTarget { get; init; }
    /// <summary>When the first of these questions was asked.</summary>
    public required Timestamp Since { get; init; }
}
