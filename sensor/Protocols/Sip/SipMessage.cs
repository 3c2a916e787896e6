using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Sip;

/// <summary>First lines of SIP (RFC 3261 §7.1, §7.2): "INVITE sip:… SIP/2.0" and "SIP/2.0 200 OK".</summary>
public static class SipMessage
{
    /// <summary>A request may be it, an answer proves it.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (!Lines.TryTake(bytes, out var line, out _) || line.Length < 12) return ProbeVerdict.No;
        if (line.StartsWith("SIP/2.0 "u8) && Lines.ReplyCode(line[8..]) >= 100) return ProbeVerdict.Yes;
        return char.IsAsciiLetterUpper((char)line[0]) && line.EndsWith(" SIP/2.0"u8) ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }
}
