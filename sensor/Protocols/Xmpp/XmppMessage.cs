namespace NetSensor.Protocols.Xmpp;

/// <summary>The XML of XMPP (RFC 6120), as far as tags by name.</summary>
public static class XmppMessage
{
    /// <summary>Whether the bytes, which end with '>', end with an opening tag of this name.</summary>
    public static bool Is(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        var start = tag.LastIndexOf((byte)'<');
        if (start < 0) return false;
        var rest = tag[(start + 1)..];
        return rest.StartsWith(name) && rest.Length > name.Length && rest[name.Length] is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\n' or (byte)'\r' or (byte)'\t';
    }

    /// <summary>Whether the first bytes of a side open a stream: an XML declaration may come first, the header names a jabber namespace.</summary>
    public static ProbeVerdict OpensStream(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimStart(" \r\n\t"u8);
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (!Begins(bytes, "<?xml"u8) && !Begins(bytes, "<stream:stream"u8)) return ProbeVerdict.No;
        var stream = bytes.IndexOf("<stream:stream"u8);
        if (stream < 0) return ProbeVerdict.Maybe;
        var end = bytes[stream..].IndexOf((byte)'>');
        if (end < 0) return ProbeVerdict.Maybe;
        return bytes.Slice(stream, end).IndexOf("jabber:"u8) >= 0 ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start)
    {
        var common = Math.Min(bytes.Length, start.Length);
        return bytes[..common].SequenceEqual(start[..common]);
    }
}
