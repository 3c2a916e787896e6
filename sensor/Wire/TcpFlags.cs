namespace NetSensor.Wire;

/// <summary>The flag byte of a TCP header (RFC 9293 §3.1).</summary>
[Flags]
public enum TcpFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>Sender is finished.</summary>
    Fin = 1,
    /// <summary>Synchronise sequence numbers.</summary>
    Syn = 2,
    /// <summary>Reset.</summary>
    Rst = 4,
    /// <summary>Push.</summary>
    Psh = 8,
    /// <summary>Acknowledgement is valid.</summary>
    Ack = 16,
    /// <summary>Urgent pointer is valid.</summary>
    Urg = 32,
    /// <summary>ECN echo.</summary>
    Ece = 64,
    /// <summary>Congestion window reduced.</summary>
    Cwr = 128,
}
