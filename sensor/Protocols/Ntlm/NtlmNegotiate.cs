using NetSensor.Wire;

namespace NetSensor.Protocols.Ntlm;

/// <summary>
/// The client's first message ([MS-NLMP] §2.2.1.1): its names are there only when the flags say so, and one byte a letter.
/// <code>| header 12 | flags 4 | domain 8 | workstation 8 | version 8 | payload |</code>
/// </summary>
public readonly record struct NtlmNegotiate(NtlmFlags Flags, string? Domain, string? Workstation, string? Version)
{
    /// <summary>Reads a message; what is cut or lies outside of it stays null.</summary>
    public static NtlmNegotiate Read(ReadOnlySpan<byte> message)
    {
        var reader = new ByteReader(message);
        reader.Skip(NtlmMessage.HeaderLength);
        var flags = (NtlmFlags)reader.U32Le();
        var domain = NtlmMessage.Field(message, ref reader);
        var workstation = NtlmMessage.Field(message, ref reader);
        var version = NtlmMessage.VersionBehind(message, flags, [16, 24], versionAt: 32);
        return new NtlmNegotiate(
            flags,
            (flags & NtlmFlags.DomainSupplied) != 0 ? NtlmMessage.Text(domain, unicode: false) : null,
            (flags & NtlmFlags.WorkstationSupplied) != 0 ? NtlmMessage.Text(workstation, unicode: false) : null,
            version);
    }
}
