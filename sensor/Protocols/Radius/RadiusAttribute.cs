namespace NetSensor.Protocols.Radius;

/// <summary>Attributes that identify (RFC 2865 §5, RFC 2866 §5, RFC 2868 §3.3, RFC 2869 §5.11); others keep their number.</summary>
public enum RadiusAttribute : byte
{
    /// <summary>User-Name.</summary>
    UserName = 1,
    /// <summary>NAS-IP-Address.</summary>
    NasAddress = 4,
    /// <summary>Framed-IP-Address.</summary>
    FramedAddress = 8,
    /// <summary>Reply-Message.</summary>
    ReplyMessage = 18,
    /// <summary>Called-Station-Id.</summary>
    CalledStation = 30,
    /// <summary>Calling-Station-Id.</summary>
    CallingStation = 31,
    /// <summary>NAS-Identifier.</summary>
    NasIdentifier = 32,
    /// <summary>Acct-Status-Type.</summary>
    AccountingStatus = 40,
    /// <summary>Tunnel-Client-Endpoint.</summary>
    TunnelClient = 66,
    /// <summary>Connect-Info.</summary>
    ConnectInfo = 77,
}
