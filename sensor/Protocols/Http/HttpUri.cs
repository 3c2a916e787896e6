namespace NetSensor.Protocols.Http;

/// <summary>Resolves percent escapes (RFC 3986 §2.1) the way Zeek shows a target: once, leniently, with the non-standard %uXXXX too.</summary>
public static class HttpUri
{
    /// <summary>
    /// Writes the resolved target, never longer than <paramref name="target"/>, into <paramref name="output"/>; returns its length.
    /// <paramref name="weird"/> is Zeek's name for the last oddity in it.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> target, Span<byte> output, out string? weird)
    {
        weird = null;
        var written = 0;
        while (!target.IsEmpty)                                   // ends: each turn consumes at least one byte
        {
            if (target[0] != '%')
            {
                var plain = target.IndexOf((byte)'%');
                if (plain < 0) plain = target.Length;
                target[..plain].CopyTo(output[written..]);
                written += plain;
                target = target[plain..];
                continue;
            }
            target = target[UnescapeOne(target, output, ref written, ref weird)..];
        }
        return written;
    }

    private static int UnescapeOne(ReadOnlySpan<byte> escape, Span<byte> output, ref int written, ref string? weird)
    {
        if (escape.Length == 1) return Literal(escape, output, ref written, ref weird, "illegal_%_at_end_of_URI");
        if (escape.Length == 2) return Literal(escape, output, ref written, ref weird, "partial_escape_at_end_of_URI");
        if (escape[1] == '%')
        {
            weird = "double_%_in_URI";                            // the first of the two is dropped
            return 1;
        }
        if (Hex(escape[1]) is >= 0 and var high && Hex(escape[2]) is >= 0 and var low)
        {
            output[written++] = (byte)(high << 4 | low);
            return 3;
        }
        if (escape.Length >= 6 && escape[1] == 'u' && Hex(escape[2]) >= 0 && Hex(escape[3]) >= 0 && Hex(escape[4]) >= 0 && Hex(escape[5]) >= 0)
        {
            var first = (byte)(Hex(escape[2]) << 4 | Hex(escape[3]));
            if (first != 0) output[written++] = first;
            output[written++] = (byte)(Hex(escape[4]) << 4 | Hex(escape[5]));
            return 6;
        }
        return Literal(escape[..2], output, ref written, ref weird, "unescaped_%_in_URI");
    }

    private static int Literal(ReadOnlySpan<byte> bytes, Span<byte> output, ref int written, ref string? weird, string name)
    {
        weird = name;
        bytes.CopyTo(output[written..]);
        written += bytes.Length;
        return bytes.Length;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
