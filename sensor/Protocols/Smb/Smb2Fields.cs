using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>Parts of SMB 2 and 3 messages that several commands share.</summary>
internal static class Smb2Fields
{
    /// <summary>The FileId of all ones: the file of the message before in the chain ([MS-SMB2] §3.3.5.2.7.2).</summary>
    public static readonly UInt128 FileBefore = UInt128.MaxValue;

    /// <summary>FileId ([MS-SMB2] §2.2.14.1): a persistent and a volatile half.</summary>
    public static UInt128 FileId(ref ByteReader reader)
    {
        var persistent = reader.U64Le();
        return new UInt128(reader.U64Le(), persistent);
    }

    /// <summary>A GUID as it lies on the wire ([MS-DTYP] §2.3.4.2).</summary>
    public static Guid Identifier(ref ByteReader reader)
    {
        var bytes = reader.Bytes(16);
        return bytes.Length == 16 ? new Guid(bytes) : default;
    }

    /// <summary>The part of a message that an offset and a length in it tell; empty when it begins outside, cut where the message ends.</summary>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> message, uint offset, uint length)
    {
        if (offset == 0 || offset >= (uint)message.Length) return default;
        var rest = message[(int)offset..];
        return length < (uint)rest.Length ? rest[..(int)length] : rest;
    }

    /// <summary>Creation, access, write and change time, in this order on the wire.</summary>
    public static SmbFileTimes Times(ref ByteReader reader)
    {
        var created = reader.U64Le();
        var accessed = reader.U64Le();
        var modified = reader.U64Le();
        return new SmbFileTimes(modified, accessed, created, reader.U64Le());
    }
}
