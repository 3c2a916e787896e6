namespace NetSensor.Events;

/// <summary>How a client answered an NTLM challenge ([MS-NLMP] §3.3).</summary>
public enum NtlmResponse : byte
{
    /// <summary>No answer was seen.</summary>
    None,
    /// <summary>Without user and proof.</summary>
    Anonymous,
    /// <summary>NTLM version 1: 24 bytes, DES over the challenge alone.</summary>
    Version1,
    /// <summary>NTLM version 1 with a challenge of the client's own ("NTLM2 session response").</summary>
    Version1WithClientChallenge,
    /// <summary>NTLM version 2.</summary>
    Version2,
}
