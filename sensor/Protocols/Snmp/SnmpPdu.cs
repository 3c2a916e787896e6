namespace NetSensor.Protocols.Snmp;

/// <summary>What a PDU does: its tag (RFC 1157 §4.1, RFC 3416 §3).</summary>
public enum SnmpPdu : byte
{
    /// <summary>No PDU in the clear.</summary>
    None = 0,
    /// <summary>Asks for variables.</summary>
    GetRequest = 0xa0,
    /// <summary>Asks for those behind them.</summary>
    GetNextRequest = 0xa1,
    /// <summary>Answers.</summary>
    Response = 0xa2,
    /// <summary>Sets.</summary>
    SetRequest = 0xa3,
    /// <summary>Trap of version 1, which has a form of its own.</summary>
    TrapV1 = 0xa4,
    /// <summary>Asks for many.</summary>
    GetBulkRequest = 0xa5,
    /// <summary>A notification that wants an answer.</summary>
    InformRequest = 0xa6,
    /// <summary>A notification.</summary>
    TrapV2 = 0xa7,
    /// <summary>A fault of version 3, and how an engine tells who it is.</summary>
    Report = 0xa8,
}
