namespace NetSensor.Flows.Tcp;

/// <summary>What one side of a TCP flow was last seen doing.</summary>
internal enum TcpState : byte
{
    /// <summary>Nothing seen.</summary>
    Inactive,
    /// <summary>SYN seen, no answer.</summary>
    SynSent,
    /// <summary>SYN-ACK seen, its SYN not.</summary>
    SynAckSent,
    /// <summary>Data seen, no handshake.</summary>
    Partial,
    /// <summary>Handshake done.</summary>
    Established,
    /// <summary>FIN seen.</summary>
    Closed,
    /// <summary>RST seen.</summary>
    Reset,
}
