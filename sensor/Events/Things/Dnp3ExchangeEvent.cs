using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A DNP3 request with its response, or either alone (IEEE 1815 §4); one line of dnp3.log. Nobody changes it once it was emitted.</summary>
public sealed class Dnp3ExchangeEvent : SensorEvent
{
    /// <summary>When its last message was seen, as Zeek has it.</summary>
    public required Timestamp At { get; set; }
    /// <summary>Zeek's name of what the request wants ("READ", "DIRECT_OPERATE"); null when none was seen.</summary>
    public string? Request { get; set; }
    /// <summary>"RESPONSE", "UNSOLICITED_RESPONSE"; null when none was seen.</summary>
    public string? Reply { get; set; }
    /// <summary>Internal indications of the response: restart, trouble, needs time, …</summary>
    public int? Indications { get; set; }
    /// <summary>Link address of the master.</summary>
    public int? Master { get; set; }
    /// <summary>Link address of the outstation.</summary>
    public int? Outstation { get; set; }
    /// <summary>Whether the flow's originator is the master; outstations that report by themselves may open the connection.</summary>
    public bool MasterIsOriginator { get; set; }
}
