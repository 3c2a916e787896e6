using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>The virtual channels that a client asks for ([MS-RDPBCGR] §2.2.1.3.4): count 4, then name 8 and options 4 of each.</summary>
public static class RdpChannels
{
    /// <summary>Most channels that a client may ask for (§2.2.1.3.4).</summary>
    public const int Most = 31;

    private const int NameBytes = 8;

    /// <summary>The names; fewer when the block is cut. <paramref name="claimed"/> is how many there should be.</summary>
    public static List<string> Read(ReadOnlySpan<byte> content, out uint claimed)
    {
        var reader = new ByteReader(content);
        claimed = reader.U32Le();
        var names = new List<string>();
        for (var i = 0; i < Math.Min(claimed, Most); i++)
        {
            var name = reader.Bytes(NameBytes);
            reader.Skip(4);
            if (reader.Truncated) break;
            var end = name.IndexOf((byte)0);
            names.Add(EscapedText.From(end < 0 ? name : name[..end], NameBytes));
        }
        return names;
    }
}
