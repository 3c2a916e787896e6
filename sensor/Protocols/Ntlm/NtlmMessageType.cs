namespace NetSensor.Protocols.Ntlm;

/// <summary>The messages of an NTLM logon ([MS-NLMP] §2.2.1).</summary>
public enum NtlmMessageType : byte
{
    /// <summary>None that is known.</summary>
    None = 0,
    /// <summary>The client says what it can.</summary>
    Negotiate = 1,
    /// <summary>The server asks, and tells its names.</summary>
    Challenge = 2,
    /// <summary>The client answers, and tells its own.</summary>
    Authenticate = 3,
}
