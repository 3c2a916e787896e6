namespace NetSensor.Capture.Files;

/// <summary>Names files that are no capture we read but that people try, and what to do about it.</summary>
internal static class ForeignFormat
{
    /// <summary>Longest start of a file that <see cref="Mend"/> looks at, in bytes.</summary>
    public const int StartLength = 8;

    /// <summary>What the file probably is and how to mend it; null when nothing is known about it.</summary>
    public static string? Mend(ReadOnlySpan<byte> start)
    {
        if (start is [0xfd, .. var xz] && xz.StartsWith("7zXZ"u8)) return "it is xz-compressed: unpack it with unxz";
        if (start is [0x28, 0xb5, 0x2f, 0xfd, ..]) return "it is zstd-compressed: unpack it with unzstd";
        if (start is [0x04, 0x22, 0x4d, 0x18, ..]) return "it is lz4-compressed: unpack it with unlz4";
        if (start.StartsWith("BZh"u8)) return "it is bzip2-compressed: unpack it with bunzip2";
        if (start.StartsWith("PK\u0003\u0004"u8)) return "it is a zip archive: unpack it with unzip";
        if (start.StartsWith("snoop\0"u8)) return "it is a snoop capture: convert it with editcap -F pcap";
        if (start.StartsWith("GMBU"u8)) return "it is a Network Monitor capture: convert it with editcap -F pcap";
        return null;
    }
}
