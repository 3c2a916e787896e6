namespace NetSensor.Protocols.Ssh;

/// <summary>The lists of names in SSH_MSG_KEXINIT, in the order of RFC 4253 §7.1.</summary>
public enum SshNameList
{
    /// <summary>Key exchange methods.</summary>
    KeyExchange,
    /// <summary>Algorithms of the server's host key.</summary>
    HostKey,
    /// <summary>Encryption towards the server.</summary>
    CipherToServer,
    /// <summary>Encryption towards the client.</summary>
    CipherToClient,
    /// <summary>Message authentication towards the server.</summary>
    MacToServer,
    /// <summary>Message authentication towards the client.</summary>
    MacToClient,
    /// <summary>Compression towards the server.</summary>
    CompressionToServer,
    /// <summary>Compression towards the client.</summary>
    CompressionToClient,
}
