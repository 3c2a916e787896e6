namespace NetSensor.Protocols.Ssh;

/// <summary>Which protocol versions an identification line offers (RFC 4253 §4.2, §5.1).</summary>
internal enum SshVersion : byte
{
    /// <summary>No line yet.</summary>
    Unknown,
    /// <summary>Version 1 only.</summary>
    One,
    /// <summary>"1.99": both.</summary>
    Both,
    /// <summary>Version 2 only.</summary>
    Two,
}
