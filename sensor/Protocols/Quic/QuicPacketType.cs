namespace NetSensor.Protocols.Quic;

/// <summary>Types of packets with a long header, with the numbers of version 1 (RFC 9000 §17.2).</summary>
public enum QuicPacketType : byte
{
    /// <summary>The hellos, protected by keys that everybody can derive.</summary>
    Initial,
    /// <summary>Early data of a resumed connection.</summary>
    ZeroRtt,
    /// <summary>The rest of the handshake.</summary>
    Handshake,
    /// <summary>The server wants the client's address proved.</summary>
    Retry,
}
