namespace NetSensor.Protocols.Dns;

//  label:    |0 0| length | bytes …          repeated, ended by a length of 0 (the root)
//  pointer:  |1 1| offset from the start of the message (14 bits)

/// <summary>Reads domain names (RFC 1035 §3.1, §4.1.4). Labels are joined by dots as they are; the last dot is left out.</summary>
public static class DnsName
{
    /// <summary>Bytes kept of a name: twice what RFC 1035 §2.3.4 allows, so that a name that breaks the rule is still seen.</summary>
    public const int MaxBytes = 512;

    private const int LongName = 255;         // RFC 1035 §2.3.4
    private const int LongestLabel = 63;      // RFC 1035 §2.3.4; NetBIOS lookups are seen with longer ones
    private const int MaxPointers = 64;       // the RFC sets none; real names need a few, a chain through a whole message would cost 30,000 steps

    /// <summary>A name that was read: bytes written, where the message goes on behind it, and what was wrong.</summary>
    public readonly record struct Outcome(int Length, int Next, DnsFault Fault);

    /// <summary>
    /// Reads the name at <paramref name="offset"/> into <paramref name="name"/> (<see cref="MaxBytes"/> long), as far as it is good.
    /// Every pointer must point before the label that holds it, and what it points to may not reach beyond that label.
    /// </summary>
    public static Outcome Read(ReadOnlySpan<byte> message, int offset, bool longLabels, Span<byte> name)
    {
        int at = offset, end = message.Length, next = -1, written = 0, pointers = 0;
        var fault = DnsFault.None;
        while (at < end) // ends: a label moves forward below the end, a pointer lowers the end
        {
            var start = at;
            int length = message[at++];
            if (at >= end || length == 0) break;
            if ((length & 0xC0) == 0xC0)
            {
                var target = ((length & 0x3F) << 8) | message[at++];
                if (next < 0) next = at;
                if (target >= start) fault |= DnsFault.ForwardPointer;
                else if (++pointers > MaxPointers) fault |= DnsFault.TooManyPointers;
                if (fault != DnsFault.None) break;
                (at, end) = (target, start);
                continue;
            }
            if (length > end - at)
            {
                fault |= DnsFault.LabelPastEnd;
                at = end;
                break;
            }
            if (length > LongestLabel && !longLabels) fault |= DnsFault.LabelTooLong;
            else if (length >= name.Length - written) fault |= DnsFault.NameOverflow;
            if (fault != DnsFault.None) break;
            message.Slice(at, length).CopyTo(name[written..]);
            at += length;
            written += length;
            name[written++] = (byte)'.';
        }
        if (written >= LongName) fault |= DnsFault.NameTooLong;
        if (written >= 2) written--;
        return new Outcome(written, next < 0 ? at : next, fault);
    }

    /// <summary>Turns ASCII capitals into small letters.</summary>
    public static void ToLower(Span<byte> name)
    {
        foreach (ref var letter in name)
            if (letter is >= (byte)'A' and <= (byte)'Z') letter |= 0x20;
    }
}
