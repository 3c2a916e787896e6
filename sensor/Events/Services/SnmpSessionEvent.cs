using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>The SNMP of one flow, told when it ends; one line of snmp.log. Nobody changes it once it was emitted.</summary>
public sealed class SnmpSessionEvent : SensorEvent
{
    /// <summary>When the first message was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>From the first message to the last.</summary>
    public TimeSpan Duration { get; set; }
    /// <summary>"1", "2c" or "3", of the first message.</summary>
    public required string Version { get; init; }
    /// <summary>Community of the first message that had one (versions 1 and 2c), in the clear on the wire; null for version 3.</summary>
    public string? Community { get; set; }
    /// <summary>Variables asked for by GetRequest and GetNextRequest.</summary>
    public int GetRequests { get; set; }
    /// <summary>Variables asked for by GetBulkRequest.</summary>
    public int GetBulkRequests { get; set; }
    /// <summary>Variables answered.</summary>
    public int GetResponses { get; set; }
    /// <summary>Variables set.</summary>
    public int SetRequests { get; set; }
    /// <summary>Traps and informs.</summary>
    public int Notifications { get; set; }
    /// <summary>Messages of version 3 whose content is encrypted.</summary>
    public int Encrypted { get; set; }
    /// <summary>sysDescr.0 of the agent: vendor, model, operating system; null when it was not read.</summary>
    public string? DisplayString { get; set; }
    /// <summary>sysObjectID.0 of the agent, dotted: who made it.</summary>
    public string? ObjectId { get; set; }
    /// <summary>When the agent started, by its sysUpTime.0.</summary>
    public Timestamp? UpSince { get; set; }
    /// <summary>sysContact.0.</summary>
    public string? Contact { get; set; }
    /// <summary>sysName.0: the agent's host name.</summary>
    public string? Name { get; set; }
    /// <summary>sysLocation.0.</summary>
    public string? Location { get; set; }
    /// <summary>User of version 3 (msgUserName, RFC 3414 §2.4).</summary>
    public string? User { get; set; }
    /// <summary>Authoritative engine of version 3 in hexadecimal (RFC 3411 §5): enterprise number, then often the agent's MAC or address.</summary>
    public string? EngineId { get; set; }
    /// <summary>Whether the agent, that is who has those values, is the flow's responder; traps come from their originator.</summary>
    public bool AgentIsResponder { get; set; } = true;
}
