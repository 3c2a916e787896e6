using NetSensor.Wire;

namespace NetSensor.Protocols.Ntlm;

/// <summary>
/// What a challenge tells of the server, and an answer of version 2 repeats ([MS-NLMP] §2.2.2.1); always UTF-16.
/// <code>| id 2 | length 2 | value | … | 0 2 | 0 2 |</code>
/// </summary>
public readonly record struct NtlmTargetInfo(
    string? NetBiosComputer, string? NetBiosDomain, string? DnsComputer, string? DnsDomain, string? DnsTree, string? TargetSpn, uint Flags)
{
    private const int MaxPairs = 32;                // there are eleven kinds
    private const uint IntegrityCode = 2;

    private enum Id : ushort { End, NetBiosComputer, NetBiosDomain, DnsComputer, DnsDomain, DnsTree, Flags, Time, SingleHost, TargetName }

    /// <summary>Whether an integrity code over all messages is in the answer.</summary>
    public bool HasIntegrityCode => (Flags & IntegrityCode) != 0;

    /// <summary>Reads the pairs up to their end, or to where they are cut.</summary>
    public static NtlmTargetInfo Read(ReadOnlySpan<byte> bytes)
    {
        var info = default(NtlmTargetInfo);
        var reader = new ByteReader(bytes);
        for (var i = 0; i < MaxPairs; i++)
        {
            var id = (Id)reader.U16Le();
            var value = reader.Bytes(reader.U16Le());
            if (reader.Truncated || id == Id.End) break;
            info = info.With(id, value);
        }
        return info;
    }

    private NtlmTargetInfo With(Id id, ReadOnlySpan<byte> value) => id switch
    {
        Id.NetBiosComputer => this with { NetBiosComputer = NtlmMessage.Text(value, unicode: true) },
        Id.NetBiosDomain => this with { NetBiosDomain = NtlmMessage.Text(value, unicode: true) },
        Id.DnsComputer => this with { DnsComputer = NtlmMessage.Text(value, unicode: true) },
        Id.DnsDomain => this with { DnsDomain = NtlmMessage.Text(value, unicode: true) },
        Id.DnsTree => this with { DnsTree = NtlmMessage.Text(value, unicode: true) },
        Id.TargetName => this with { TargetSpn = NtlmMessage.Text(value, unicode: true) },
        Id.Flags => this with { Flags = new ByteReader(value).U32Le() },
        _ => this,
    };
}
