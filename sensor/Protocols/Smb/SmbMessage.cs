namespace NetSensor.Protocols.Smb;

/// <summary>Version and cargo of SMB messages, of which only the beginning need be there.</summary>
public static class SmbMessage
{
    /// <summary>Bytes of a message that are looked at: headers, and the beginning of a token with room for the mechanism list.</summary>
    public const int HeadLength = 2048;

    /// <summary>Whether the message begins as SMB 1, SMB 2 or 3, or encrypted SMB 3 does.</summary>
    public static ProbeVerdict Begins(ReadOnlySpan<byte> message)
    {
        if (message.Length > 0 && message[0] is not (0xff or 0xfe or 0xfd)) return ProbeVerdict.No;
        if (message.Length < 4) return ProbeVerdict.Maybe;
        return message[1..4].SequenceEqual("SMB"u8) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Finds the cargo of a message of version 1, 2 or 3.</summary>
    public static SmbCargo Cargo(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> cargo)
    {
        cargo = default;
        if (Begins(message) != ProbeVerdict.Yes) return SmbCargo.None;
        return message[0] switch
        {
            0xfe => Smb2Message.Cargo(message, out cargo),
            0xff => Smb1Message.Cargo(message, out cargo),
            _ => SmbCargo.None,
        };
    }

    /// <summary>The part of the message from an offset that the message itself tells; empty when it lies outside.</summary>
    internal static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> message, uint offset, uint length)
    {
        if (offset == 0 || offset >= (uint)message.Length) return default;
        var rest = message[(int)offset..];
        return length < (uint)rest.Length ? rest[..(int)length] : rest;
    }
}
