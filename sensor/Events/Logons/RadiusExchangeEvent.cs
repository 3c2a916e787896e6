using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Somebody asked a RADIUS server to be let in, and was answered, or not (RFC 2865); one line of radius.log. Or a device told that a user's
/// session began, goes on or ended (RFC 2866), which no log of Zeek's has. Nobody changes it once it was emitted.
/// </summary>
public sealed class RadiusExchangeEvent : SensorEvent
{
    /// <summary>When the first message was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Whether it is of accounting.</summary>
    public bool IsAccounting { get; init; }
    /// <summary>Acct-Status-Type of accounting: 1 start, 2 stop, 3 interim; null elsewhere.</summary>
    public int? AccountingStatus { get; set; }
    /// <summary>User-Name of the request.</summary>
    public string? UserName { get; set; }
    /// <summary>Calling-Station-Id as sent: mostly the user's MAC, sometimes a telephone number.</summary>
    public string? CallingStation { get; set; }
    /// <summary>Called-Station-Id as sent: mostly the access point's MAC and the network's name.</summary>
    public string? CalledStation { get; set; }
    /// <summary>NAS-Identifier: the name of the device that asks.</summary>
    public string? NasIdentifier { get; set; }
    /// <summary>NAS-IP-Address of the device that asks.</summary>
    public IpAddr? NasAddress { get; set; }
    /// <summary>Framed-IP-Address of a challenge, as Zeek has it.</summary>
    public IpAddr? FramedAddress { get; set; }
    /// <summary>Framed-IP-Address that the user got: of an accept, or told by accounting.</summary>
    public IpAddr? UserAddress { get; set; }
    /// <summary>Tunnel-Client-Endpoint.</summary>
    public string? TunnelClient { get; set; }
    /// <summary>Connect-Info.</summary>
    public string? ConnectInfo { get; set; }
    /// <summary>Reply-Message of a challenge.</summary>
    public string? ReplyMessage { get; set; }
    /// <summary>"success", "failed", or "unknown" when no answer was seen; null for accounting.</summary>
    public string? Result { get; set; }
    /// <summary>From the first message to the answer; null without one, or when no time passed.</summary>
    public TimeSpan? RoundTrip { get; set; }
}
