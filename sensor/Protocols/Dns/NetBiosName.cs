namespace NetSensor.Protocols.Dns;

//  "FRED            " + suffix 0x20, 16 bytes  →  32 letters "A" to "P", one for each half byte, high half first

/// <summary>Names of the NetBIOS name service in their first-level encoding (RFC 1001 §14.1).</summary>
public static class NetBiosName
{
    private const int EncodedLength = 32;
    private const int NameLength = 15;      // the sixteenth byte is the suffix: the kind of service

    /// <summary>
    /// Decodes a name into <paramref name="name"/> (15 bytes or more) without suffix and padding; returns its length, or -1 when it is none.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> name)
    {
        if (encoded.Length < EncodedLength) return -1;
        var length = 0;
        for (var i = 0; i < NameLength; i++)
        {
            int high = Half(encoded[2 * i]), low = Half(encoded[2 * i + 1]);
            if (high < 0 || low < 0) return -1;
            var letter = (byte)((high << 4) | low);
            // Browsers ask for 01 02 "__MSBROWSE__" 02 01; anything else outside of printable ASCII is padding.
            if (letter is not (1 or 2 or (>= 0x20 and < 0x7F))) break;
            name[length++] = letter;
        }
        while (length > 0 && name[length - 1] == ' ') length--;
        return length;
    }

    /// <summary>The sixteenth byte: what kind of service bears the name; the name must have been decoded before.</summary>
    public static byte Suffix(ReadOnlySpan<byte> encoded) => (byte)((Half(encoded[2 * NameLength]) << 4) | Math.Max(0, Half(encoded[2 * NameLength + 1])));

    private static int Half(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'P' => letter - 'A',
        >= (byte)'a' and <= (byte)'p' => letter - 'a',
        _ => -1,
    };
}
