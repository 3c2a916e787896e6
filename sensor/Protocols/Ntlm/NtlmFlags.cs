namespace NetSensor.Protocols.Ntlm;

/// <summary>The negotiated flags that decide how messages are read ([MS-NLMP] §2.2.2.5).</summary>
[Flags]
public enum NtlmFlags : uint
{
    /// <summary>None of these.</summary>
    None = 0,
    /// <summary>Names are UTF-16.</summary>
    Unicode = 0x00000001,
    /// <summary>The client logs on without a name.</summary>
    Anonymous = 0x00000800,
    /// <summary>The first message names the client's domain.</summary>
    DomainSupplied = 0x00001000,
    /// <summary>The first message names the client.</summary>
    WorkstationSupplied = 0x00002000,
    /// <summary>Version 1 with a challenge of the client's own.</summary>
    ExtendedSessionSecurity = 0x00080000,
    /// <summary>The challenge tells the server's names.</summary>
    TargetInfo = 0x00800000,
    /// <summary>The message tells the version of Windows.</summary>
    Version = 0x02000000,
}
