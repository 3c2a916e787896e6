namespace NetSensor.Protocols.Tls;

/// <summary>Kinds of handshake messages (IANA "TLS HandshakeType"); others keep their number.</summary>
public enum HandshakeType : byte
{
    /// <summary>The server asks for a new handshake.</summary>
    HelloRequest = 0,
    /// <summary>The client's first message.</summary>
    ClientHello = 1,
    /// <summary>The server's choice.</summary>
    ServerHello = 2,
    /// <summary>DTLS: the cookie to come back with.</summary>
    HelloVerifyRequest = 3,
    /// <summary>A ticket for later resumption.</summary>
    NewSessionTicket = 4,
    /// <summary>A certificate chain.</summary>
    Certificate = 11,
    /// <summary>The server's ephemeral key.</summary>
    ServerKeyExchange = 12,
    /// <summary>The server wants the client's certificate.</summary>
    CertificateRequest = 13,
    /// <summary>The server waits.</summary>
    ServerHelloDone = 14,
    /// <summary>Proof that a certificate's key is held.</summary>
    CertificateVerify = 15,
    /// <summary>The client's half of the key.</summary>
    ClientKeyExchange = 16,
    /// <summary>The end of the handshake.</summary>
    Finished = 20,
    /// <summary>Where the client's certificate lies.</summary>
    CertificateUrl = 21,
    /// <summary>A stapled OCSP response.</summary>
    CertificateStatus = 22,
}
