namespace NetSensor.Protocols.Smb;

/// <summary>Status codes that change how an answer is read ([MS-ERREF] §2.3.1).</summary>
internal static class NtStatus
{
    /// <summary>Done.</summary>
    public const uint Success = 0;
    /// <summary>The answer comes later, with the same message id.</summary>
    public const uint Pending = 0x0000_0103;
    /// <summary>There was more than fitted; the answer holds the beginning.</summary>
    public const uint BufferOverflow = 0x8000_0005;
    /// <summary>A further message of the client is needed to log on.</summary>
    public const uint MoreProcessing = 0xC000_0016;

    /// <summary>Whether the answer carries what was asked for.</summary>
    public static bool HasBody(uint status) => status is Success or BufferOverflow or MoreProcessing;
}
