namespace NetSensor.Protocols.Telnet;

/// <summary>
/// The commands within TELNET's stream (RFC 854): IAC (255), then WILL, WONT, DO or DONT (251 to 254) and an option, or SB (250) … IAC SE (240), or
/// another IAC, which stands for the byte itself.
/// </summary>
public static class TelnetMessage
{
    private const byte Iac = 255, Sb = 250, Se = 240, FirstNegotiation = 251;
    private const byte LastOption = 50;             // of those registered in a row; 255 asks for more
    private const int MaxSubnegotiation = 512;      // terminal names and environments are shorter

    /// <summary>Whether a side begins with negotiations; two in a row leave no doubt, on the usual port one is enough.</summary>
    public static ProbeVerdict BeginsNegotiation(ReadOnlySpan<byte> bytes, bool likelyPort)
    {
        var wanted = likelyPort ? 3 : 6;
        for (var i = 0; i < Math.Min(bytes.Length, wanted); i++)
        {
            var fits = (i % 3) switch { 0 => bytes[i] == Iac, 1 => bytes[i] >= FirstNegotiation && bytes[i] < Iac, _ => bytes[i] <= LastOption };
            if (!fits) return ProbeVerdict.No;
        }
        return bytes.Length < wanted ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }

    /// <summary>
    /// Takes the next byte of text off the front, passing over commands. False at the end, or within a command: <paramref name="consumed"/> then ends
    /// before it.
    /// </summary>
    public static bool TryTakeText(ReadOnlySpan<byte> bytes, ref int consumed, out byte text)
    {
        text = 0;
        while (consumed < bytes.Length)             // ends: each turn passes a byte, or returns
        {
            var rest = bytes[consumed..];
            text = rest[0];
            if (text != Iac)
            {
                consumed++;
                return true;
            }
            if (rest.Length < 2) return false;
            if (rest[1] == Iac)
            {
                consumed += 2;
                return true;
            }
            var length = CommandLength(rest);
            if (length == 0) return false;
            consumed += length;
        }
        return false;
    }

    /// <summary>Bytes of the command at the front; 0 when its end has not come.</summary>
    private static int CommandLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes[1] >= FirstNegotiation) return bytes.Length < 3 ? 0 : 3;
        if (bytes[1] != Sb) return 2;
        var end = bytes.IndexOf((ReadOnlySpan<byte>)[Iac, Se]);
        return end >= 0 ? end + 2 : bytes.Length > MaxSubnegotiation ? 2 : 0;
    }
}
