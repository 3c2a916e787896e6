using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>SMB ([MS-CIFS], [MS-SMB2]) over TCP, with or without NetBIOS in between.</summary>
public static class SmbProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "smb";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [445, 139], Probe, () => new SmbParser()) { NamesPartialFlows = true };

    private const int Unmistaken = 1800; // so many bytes on SMB's own port that nobody else knows are the content of a file: a capture that begins in the middle

    /// <summary>On its own ports a connection whose beginning was not seen is taken as well: its parser waits for the next frame.</summary>
    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        var verdict = NetBiosFrame.Read(firstBytes, out var frame);
        if (verdict == ProbeVerdict.Yes)
        {
            if (!frame.IsMessage) return likelyPort ? ProbeVerdict.Yes : ProbeVerdict.No;
            verdict = SmbMessage.Begins(firstBytes[NetBiosFrame.HeaderLength..]);
        }
        if (verdict != ProbeVerdict.No || !likelyPort) return verdict;
        SmbFrames.Find(firstBytes, out var found);
        return found || firstBytes.Length >= Unmistaken ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
