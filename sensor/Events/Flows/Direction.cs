namespace NetSensor.Events;

/// <summary>Who sent the bytes: the side that opened the flow or the side that answered.</summary>
public enum Direction : byte
{
    /// <summary>From the originator.</summary>
    FromOriginator,
    /// <summary>From the responder.</summary>
    FromResponder,
}
