using System.Globalization;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ntlm;

/// <summary>
/// What all messages of NTLM have in common ([MS-NLMP] §2.2.1).
/// <code>
/// | 'NTLMSSP' 0 | type 4 | fields … | payload |
/// a field of variable size: | length 2 | room 2 | offset from the message's begin 4 |
/// a version (§2.2.2.10):    | major 1 | minor 1 | build 2 | reserved 3 | revision 1 |
/// </code>
/// </summary>
public static class NtlmMessage
{
    /// <summary>Longest name that is told, in bytes: two a letter, and DNS names have 255 letters.</summary>
    public const int MaxNameBytes = 512;

    /// <summary>Bytes of the common header.</summary>
    internal const int HeaderLength = 12;

    private const int VersionLength = 8;
    private const uint LastType = 3;

    /// <summary>Whether the bytes begin as a message does.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith("NTLMSSP"u8);

    /// <summary>Which message it is; None when it is cut or unknown.</summary>
    public static NtlmMessageType TypeOf(ReadOnlySpan<byte> message)
    {
        var reader = new ByteReader(message);
        reader.Skip(8);
        var type = reader.U32Le();
        return reader.Truncated || type > LastType || !Begins(message) ? NtlmMessageType.None : (NtlmMessageType)type;
    }

    /// <summary>The bytes that a field at this place points to; empty when they lie outside of the message.</summary>
    internal static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, scoped ref ByteReader reader)
    {
        var length = reader.U16Le();
        reader.Skip(2);
        var offset = reader.U32Le();
        if (reader.Truncated || offset > (uint)message.Length || length > message.Length - (int)offset) return default;
        return message.Slice((int)offset, length);
    }

    /// <summary>
    /// The version behind the fields, "10.0.19041"; null when the flags deny it, or the payload begins where it would be: some clients set the flag alone.
    /// </summary>
    internal static string? VersionBehind(ReadOnlySpan<byte> message, NtlmFlags flags, ReadOnlySpan<int> fieldsAt, int versionAt)
    {
        if ((flags & NtlmFlags.Version) == 0 || versionAt > message.Length) return null;
        foreach (var at in fieldsAt)
        {
            var field = new ByteReader(message[at..]);
            var length = field.U16Le();
            field.Skip(2);
            if (length > 0 && field.U32Le() < versionAt + VersionLength) return null;
        }
        var reader = new ByteReader(message[versionAt..]);
        return Version(ref reader);
    }

    /// <summary>A name, in UTF-16 or one byte a letter; null when it is empty.</summary>
    internal static string? Text(ReadOnlySpan<byte> bytes, bool unicode)
    {
        if (bytes.IsEmpty) return null;
        bytes = bytes[..Math.Min(bytes.Length, MaxNameBytes)];
        return unicode ? Encoding.Unicode.GetString(bytes[..(bytes.Length & ~1)]) : EscapedText.From(bytes, MaxNameBytes);
    }

    private static string? Version(scoped ref ByteReader reader)
    {
        var major = reader.U8();
        var minor = reader.U8();
        var build = reader.U16Le();
        reader.Skip(4);
        return reader.Truncated || major == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{build}");
    }
}
