namespace NetSensor.Protocols.Smb;

/// <summary>What a message of SMB carries that tells more protocols: the token of an authentication, or data of a pipe.</summary>
public enum SmbCargo : byte
{
    /// <summary>Nothing of these.</summary>
    None,
    /// <summary>A token of GSS-API or NTLM.</summary>
    Token,
    /// <summary>Data read from or written to a file or pipe.</summary>
    Data,
}
