using NetSensor.Wire;

namespace NetSensor.Protocols.Ntlm;

/// <summary>
/// The server's message ([MS-NLMP] §2.2.1.2).
/// <code>| header 12 | target name 8 | flags 4 | challenge 8 | reserved 8 | target info 8 | version 8 | payload |</code>
/// </summary>
public readonly record struct NtlmChallenge(NtlmFlags Flags, ulong? Challenge, string? TargetName, NtlmTargetInfo Info, string? Version)
{
    /// <summary>Reads a message; what is cut or lies outside of it stays null.</summary>
    public static NtlmChallenge Read(ReadOnlySpan<byte> message)
    {
        var reader = new ByteReader(message);
        reader.Skip(NtlmMessage.HeaderLength);
        var target = NtlmMessage.Field(message, ref reader);
        var flags = (NtlmFlags)reader.U32Le();
        var challenge = reader.U64();
        var isWhole = !reader.Truncated;
        reader.Skip(8);
        var info = NtlmMessage.Field(message, ref reader);
        var version = NtlmMessage.VersionBehind(message, flags, [12, 40], versionAt: 48);
        return new NtlmChallenge(
            flags,
            isWhole ? challenge : null,
            NtlmMessage.Text(target, (flags & NtlmFlags.Unicode) != 0),
            (flags & NtlmFlags.TargetInfo) != 0 ? NtlmTargetInfo.Read(info) : default,
            version);
    }
}
