namespace NetSensor.Protocols.DceRpc;

/// <summary>Kinds of PDU (C706 §12.6.4, [MS-RPCE] §2.2.2.5).</summary>
public enum DceRpcPduType : byte
{
    /// <summary>A call, or a fragment of it.</summary>
    Request = 0,
    /// <summary>Connectionless: is my call known?</summary>
    Ping = 1,
    /// <summary>The answer, or a fragment of it.</summary>
    Response = 2,
    /// <summary>The call failed.</summary>
    Fault = 3,
    /// <summary>Connectionless: the call is refused.</summary>
    Reject = 6,
    /// <summary>Asks for interfaces.</summary>
    Bind = 11,
    /// <summary>Grants them.</summary>
    BindAck = 12,
    /// <summary>Refuses the association.</summary>
    BindNak = 13,
    /// <summary>Asks for more interfaces.</summary>
    AlterContext = 14,
    /// <summary>Grants them.</summary>
    AlterContextResponse = 15,
    /// <summary>Third leg of an authentication.</summary>
    Auth3 = 16,
    /// <summary>The last that the specification has.</summary>
    Orphaned = 19,
}
