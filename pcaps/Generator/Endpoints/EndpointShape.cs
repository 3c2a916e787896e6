namespace NetSensor.Generator.Endpoints;

/// <summary>How an agent's events are carried.</summary>
public enum EndpointShape
{
    /// <summary>Sysmon by <c>evtx_dump -o jsonl</c>.</summary>
    EvtxDump,
    /// <summary>Sysmon by winlogbeat.</summary>
    Winlogbeat,
    /// <summary>Sysmon by nxlog, all flat.</summary>
    Nxlog,
    /// <summary>OCSF.</summary>
    Ocsf,
}
