namespace NetSensor.Protocols.Smb;

/// <summary>How SMB messages begin.</summary>
public static class SmbMessage
{
    /// <summary>First byte of SMB 1.</summary>
    public const byte Version1 = 0xff;
    /// <summary>First byte of SMB 2 and 3.</summary>
    public const byte Version2 = 0xfe;

    /// <summary>Whether the message begins as SMB 1, SMB 2 or 3, or encrypted or compressed SMB 3 does.</summary>
    public static ProbeVerdict Begins(ReadOnlySpan<byte> message)
    {
        if (message.Length > 0 && message[0] < SmbTransform.Compressed) return ProbeVerdict.No;
        if (message.Length < 4) return ProbeVerdict.Maybe;
        return message[1..4].SequenceEqual("SMB"u8) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
