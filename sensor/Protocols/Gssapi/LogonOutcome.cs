namespace NetSensor.Protocols.Gssapi;

/// <summary>What the protocol around an authentication says of it: success, failure, or null while it goes on; and the status as text.</summary>
public readonly record struct LogonOutcome(bool? Success, string? Status)
{
    private const uint MoreProcessingRequired = 0xC0000016;
    private const uint ErrorSeverity = 0xC0000000;                  // the two upper bits of an NTSTATUS ([MS-ERREF] §2.3)

    /// <summary>The protocol does not say, or more tokens follow.</summary>
    public static LogonOutcome Pending => default;

    /// <summary>The client is in.</summary>
    public static LogonOutcome Accepted { get; } = new(true, null);

    /// <summary>The client is not let in, and why.</summary>
    public static LogonOutcome Refused(string? status) => new(false, status);

    /// <summary>From the NTSTATUS of an answer of SMB or DCE/RPC: zero lets in, errors refuse, all others (more processing, pending) are no verdict yet.</summary>
    public static LogonOutcome FromNtStatus(uint status)
    {
        if (status == 0) return Accepted;
        if (status == MoreProcessingRequired || (status & ErrorSeverity) != ErrorSeverity) return Pending;
        return Refused(LogonStatus.Name(status));
    }
}
