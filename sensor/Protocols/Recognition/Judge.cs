using NetSensor.Events;

namespace NetSensor.Protocols.Recognition;

/// <summary>
/// Says whether these bytes, the first unconsumed ones of this side, prove the protocol (Yes), exclude it (No), or leave it open (Maybe:
/// more bytes, another datagram or the other side must come).
/// </summary>
public delegate ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction);
