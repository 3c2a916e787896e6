namespace NetSensor.Wire.Links;

/// <summary>
/// A PPPoE session header (RFC 2516 §4):
/// <code>
/// | version and type 1 | code 1 | session 2 | length 2 | PPP ...
/// </code>
/// </summary>
internal static class PppoE
{
    private const int HeaderLength = 6;
    private const byte VersionAndType = 0x11;
    private const byte SessionData = 0;

    /// <summary>Passes over the header.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var header = bytes[offset..];
        if (header.Length < HeaderLength)
        {
            headers.Fault = DecodeFault.TruncatedPppoeHeader;
            return Layer.Truncated;
        }
        if (header[0] != VersionAndType || header[1] != SessionData) return Layer.NotIp;
        offset += HeaderLength;
        return Layer.Ppp;
    }
}
