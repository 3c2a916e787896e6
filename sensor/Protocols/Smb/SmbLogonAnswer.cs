namespace NetSensor.Protocols.Smb;

/// <summary>What a server answers to who wants to log on.</summary>
internal readonly record struct SmbLogonAnswer(ulong SessionId, uint Status)
{
    /// <summary>Whether it let an unknown user in as guest.</summary>
    public bool IsGuest { get; init; }
    /// <summary>Whether nobody logged on.</summary>
    public bool IsAnonymous { get; init; }
    /// <summary>Whether it wants everything encrypted.</summary>
    public bool EncryptsData { get; init; }
    /// <summary>Who, when the request said so in the clear (SMB 1).</summary>
    public string? User { get; init; }
    /// <summary>The server's operating system (SMB 1).</summary>
    public string? System { get; init; }
    /// <summary>The server's software (SMB 1).</summary>
    public string? Software { get; init; }
    /// <summary>The server's domain (SMB 1).</summary>
    public string? Domain { get; init; }
}
