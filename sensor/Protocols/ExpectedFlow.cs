using NetSensor.Wire;

namespace NetSensor.Protocols;

/// <summary>
/// A TCP flow that another flow announced (FTP's data connection): who opens it to where, and what it is called. Told to
/// <see cref="IFlowContext.Expect"/>; it is known by its addresses alone, and no probe is asked.
/// </summary>
public sealed class ExpectedFlow
{
    /// <summary>Who will open it.</summary>
    public required IpAddr Originator { get; init; }
    /// <summary>Where to.</summary>
    public required IpAddr Responder { get; init; }
    /// <summary>The port there.</summary>
    public required ushort ResponderPort { get; init; }
    /// <summary>Its name in conn.log.</summary>
    public required string Service { get; init; }
    /// <summary>Who wants to know how its content begins; null when nobody does.</summary>
    public IExpectedContent? Listener { get; init; }
}
