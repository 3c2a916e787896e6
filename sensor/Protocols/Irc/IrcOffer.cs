using NetSensor.Wire;

namespace NetSensor.Protocols.Irc;

/// <summary>A file that is offered by DCC: its name, where to fetch it, and its size when that is told.</summary>
public readonly ref struct IrcOffer
{
    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }
    /// <summary>Where it is.</summary>
    public IpAddr Host { get; init; }
    /// <summary>The port there; 0 when it is none.</summary>
    public ushort Port { get; init; }
    /// <summary>Bytes.</summary>
    public long? Size { get; init; }
}
