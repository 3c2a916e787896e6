namespace NetSensor.Protocols.Quic;

/// <summary>Types of frames that Initial packets may hold (RFC 9000 §12.4); others keep their number.</summary>
public enum QuicFrameType : byte
{
    /// <summary>Nothing.</summary>
    Padding = 0x00,
    /// <summary>A sign of life.</summary>
    Ping = 0x01,
    /// <summary>Acknowledgement.</summary>
    Ack = 0x02,
    /// <summary>Acknowledgement with counts of congestion marks.</summary>
    AckEcn = 0x03,
    /// <summary>A piece of the handshake.</summary>
    Crypto = 0x06,
    /// <summary>The connection is over.</summary>
    ConnectionClose = 0x1C,
    /// <summary>The application ends the connection; must not be in Initial packets, but may show.</summary>
    ApplicationClose = 0x1D,
}
