using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Rfb;

/// <summary>The versions that both sides of RFB begin with (RFC 6143 §7.1.1): "RFB 003.008\n".</summary>
public static class RfbMessage
{
    private const int VersionLength = 12;

    /// <summary>The server's version may be it, the client's answer proves it.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        var begins = Lines.BeginWith(bytes, "RFB "u8);
        if (begins != ProbeVerdict.Yes || bytes.Length < VersionLength) return begins == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Maybe;
        if (bytes[7] != '.' || bytes[VersionLength - 1] != '\n') return ProbeVerdict.No;
        return direction == Direction.FromOriginator ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
