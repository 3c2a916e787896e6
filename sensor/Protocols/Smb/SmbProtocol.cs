using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>SMB ([MS-CIFS], [MS-SMB2]) over TCP, with or without NetBIOS in between.</summary>
public static class SmbProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "smb";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [445, 139], Probe, () => new SmbParser()) { NamesPartialFlows = true };

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        var verdict = NetBiosFrame.Read(firstBytes, out var frame);
        if (verdict != ProbeVerdict.Yes) return verdict;
        if (!frame.IsMessage) return likelyPort ? ProbeVerdict.Yes : ProbeVerdict.No;
        return SmbMessage.Begins(firstBytes[NetBiosFrame.HeaderLength..]);
    }
}
