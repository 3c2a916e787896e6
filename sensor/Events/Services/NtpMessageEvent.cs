namespace NetSensor.Events;

/// <summary>An NTP message (RFC 5905 §7.3, RFC 9327); one line of ntp.log for modes up to 5.</summary>
public sealed class NtpMessageEvent : SensorEvent
{
    /// <summary>Whether the originator of the flow sent it.</summary>
    public required bool FromOriginator { get; init; }
    /// <summary>Version, 1 to 4.</summary>
    public required int Version { get; init; }
    /// <summary>1 and 2 peers, 3 client, 4 server, 5 broadcast, 6 control, 7 private (ntpdc).</summary>
    public required int Mode { get; init; }
    /// <summary>What messages of modes 1 to 5 carry; null for the others.</summary>
    public NtpTimes? Times { get; init; }
    /// <summary>Operation of a control message (RFC 9327 §2), or request code of a private one; null for the others.</summary>
    public int? Operation { get; init; }
    /// <summary>Whether a control or private message is an answer.</summary>
    public bool IsResponse { get; init; }
    /// <summary>Bytes of the data of a control or private message.</summary>
    public int DataLength { get; init; }
    /// <summary>What a control answer tells of the server ("ntpd 4.2.8p15@…"), from its variable "version"; null when it tells nothing.</summary>
    public string? Software { get; init; }
    /// <summary>Its variable "system": the operating system and its version.</summary>
    public string? OperatingSystem { get; init; }
    /// <summary>Its variable "processor".</summary>
    public string? Processor { get; init; }
}
