namespace NetSensor.Protocols.Smb;

/// <summary>Finds the beginnings of frames in a stream whose place was lost.</summary>
internal static class SmbFrames
{
    private const int MarkOffset = 5; // of "SMB" in a frame, behind type, length and the byte of the version
    private const int Kept = 7;       // what may be the beginning of a frame whose "SMB" is not complete
    private const int Shortest = 32;  // the header of SMB 1

    /// <summary>
    /// Looks for a frame; says how many bytes to pass over to stand on it, or, when there is none, until only what may be a beginning is left.
    /// </summary>
    public static int Find(ReadOnlySpan<byte> bytes, out bool found)
    {
        var searched = 0;
        while (true)                                       // ends: each turn passes over a mark
        {
            var mark = bytes[searched..].IndexOf("SMB"u8);
            found = mark >= 0;
            if (!found) return Math.Max(searched, bytes.Length - Kept);
            var start = searched + mark - MarkOffset;
            if (start >= 0 && NetBiosFrame.Read(bytes[start..], out var frame) == ProbeVerdict.Yes && frame.IsMessage && frame.Length >= Shortest
                && SmbMessage.Begins(bytes[(start + NetBiosFrame.HeaderLength)..]) == ProbeVerdict.Yes) return start;
            searched += mark + 1;
        }
    }

    /// <summary>Whether these bytes may be a frame of this kind and length: messages begin as SMB does, the others are short.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes, NetBiosFrame frame)
    {
        const int LongestOther = 128; // a session request has two names of 34 bytes, the others less (RFC 1002 §4.3)
        if (!frame.IsMessage) return frame.Length <= LongestOther;
        return frame.Length > 0 && SmbMessage.Begins(bytes[NetBiosFrame.HeaderLength..]) != ProbeVerdict.No;
    }
}
