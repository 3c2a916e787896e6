using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Somebody logged on to an SMB server, or was refused ([MS-SMB2] §2.2.6, [MS-CIFS] §2.2.4.53).</summary>
public sealed class SmbSessionEvent : SensorEvent
{
    /// <summary>When the last message of the client was seen.</summary>
    public required Timestamp Began { get; init; }
    /// <summary>1 for SMB 1, 2 for SMB 2 and 3.</summary>
    public required int Version { get; init; }
    /// <summary>Number of the session (the UID of SMB 1).</summary>
    public required ulong SessionId { get; init; }
    /// <summary>NTSTATUS: 0 is success, 0xC000006D a wrong name or password; null when no answer was seen.</summary>
    public uint? Status { get; init; }
    /// <summary>Who: "DOMAIN\user"; null when nobody was named (Kerberos hides it).</summary>
    public string? User { get; init; }
    /// <summary>Name of the client's computer, as it says itself.</summary>
    public string? Workstation { get; init; }
    /// <summary>Whether the server let an unknown user in as guest.</summary>
    public bool IsGuest { get; init; }
    /// <summary>Whether it is a null session: nobody was named.</summary>
    public bool IsAnonymous { get; init; }
    /// <summary>Whether the server wants everything encrypted from here on.</summary>
    public bool EncryptsData { get; init; }
    /// <summary>Whether this connection joins a session of another one (multichannel).</summary>
    public bool IsBinding { get; init; }
    /// <summary>Session of an earlier connection that this one takes the place of; 0 for none.</summary>
    public ulong PreviousSessionId { get; init; }
    /// <summary>How the client proved who it is: "NTLM", "Kerberos"; null when no token was seen.</summary>
    public string? Mechanism { get; init; }
    /// <summary>The service that the client means to reach ("cifs/files.example.org"), as its token says.</summary>
    public string? Service { get; init; }
    /// <summary>The client's operating system (SMB 1).</summary>
    public string? ClientSystem { get; init; }
    /// <summary>The server's operating system (SMB 1).</summary>
    public string? ServerSystem { get; init; }
    /// <summary>The server's software, which it calls its LAN manager (SMB 1).</summary>
    public string? ServerSoftware { get; init; }
    /// <summary>The server's domain or workgroup (SMB 1).</summary>
    public string? ServerDomain { get; init; }
}
