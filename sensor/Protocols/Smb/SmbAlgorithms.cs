namespace NetSensor.Protocols.Smb;

/// <summary>What the contexts of a negotiation of SMB 3.1.1 say ([MS-SMB2] §2.2.3.1).</summary>
internal struct SmbAlgorithms
{
    /// <summary>First cipher: of an answer the chosen one.</summary>
    public string? Cipher { get; set; }
    /// <summary>First signing algorithm.</summary>
    public string? Signing { get; set; }
    /// <summary>Compressions.</summary>
    public List<string>? Compression { get; set; }
    /// <summary>Name under which the client knows the server.</summary>
    public string? ServerName { get; set; }
}
