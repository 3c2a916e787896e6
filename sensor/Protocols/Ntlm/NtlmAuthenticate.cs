using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ntlm;

/// <summary>
/// The client's answer ([MS-NLMP] §2.2.1.3). The proofs themselves are not kept.
/// <code>
/// | header 12 | LM answer 8 | NT answer 8 | domain 8 | user 8 | workstation 8 | session key 8 | flags 4 | version 8 | integrity code 16 | payload |
/// NT answer of version 2 (§2.2.2.8): | proof 16 | types 2 | reserved 6 | time 8 | challenge 8 | reserved 4 | target info |
/// </code>
/// </summary>
public readonly record struct NtlmAuthenticate(
    NtlmFlags Flags, string? Domain, string? User, string? Workstation, string? Version, int LmLength, int NtLength, NtlmResponse Response,
    NtlmTargetInfo Info)
{
    private const int VersionOneLength = 24;        // of either answer (§2.2.2.3, §2.2.2.6)
    private const int BeforeTargetInfo = 44;
    private const int ClientChallengeLength = 8;
    private const int FlagsAt = 60;

    /// <summary>Reads a message; what is cut or lies outside of it stays null.</summary>
    public static NtlmAuthenticate Read(ReadOnlySpan<byte> message)
    {
        var flagsReader = new ByteReader(message);
        flagsReader.Skip(FlagsAt);
        var flags = (NtlmFlags)flagsReader.U32Le();
        var unicode = (flags & NtlmFlags.Unicode) != 0;
        var reader = new ByteReader(message);
        reader.Skip(NtlmMessage.HeaderLength);
        var lm = NtlmMessage.Field(message, ref reader);
        var nt = NtlmMessage.Field(message, ref reader);
        var domain = NtlmMessage.Text(NtlmMessage.Field(message, ref reader), unicode);
        var user = NtlmMessage.Text(NtlmMessage.Field(message, ref reader), unicode);
        var workstation = NtlmMessage.Text(NtlmMessage.Field(message, ref reader), unicode);
        var isVersion2 = nt.Length > VersionOneLength;
        return new NtlmAuthenticate(
            flags, domain, user, workstation,
            NtlmMessage.VersionBehind(message, flags, [12, 20, 28, 36, 44, 52], versionAt: FlagsAt + sizeof(uint)),
            lm.Length, nt.Length, Kind(lm, nt, user),
            isVersion2 && nt.Length > BeforeTargetInfo ? NtlmTargetInfo.Read(nt[BeforeTargetInfo..]) : default);
    }

    /// <summary>With a challenge of its own the client sends it in place of the LM proof, and zeros behind (§3.3.1).</summary>
    private static NtlmResponse Kind(ReadOnlySpan<byte> lm, ReadOnlySpan<byte> nt, string? user)
    {
        if (nt.Length > VersionOneLength) return NtlmResponse.Version2;
        if (nt.Length < VersionOneLength && lm.Length < VersionOneLength) return user is null ? NtlmResponse.Anonymous : NtlmResponse.None;
        var hasClientChallenge = lm.Length == VersionOneLength && lm[ClientChallengeLength..].IndexOfAnyExcept((byte)0) < 0;
        return hasClientChallenge ? NtlmResponse.Version1WithClientChallenge : NtlmResponse.Version1;
    }
}
