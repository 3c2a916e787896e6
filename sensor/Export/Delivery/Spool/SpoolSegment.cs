using System.Globalization;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>One file of a spool: frames in order, named by the sequence of the first. Only the youngest is ever appended to, and by one process only.</summary>
internal sealed class SpoolSegment(string path, long first)
{
    private const string Suffix = ".seg";

    /// <summary>Its file.</summary>
    public string Path => path;

    /// <summary>Sequence of its first record.</summary>
    public long First => first;

    /// <summary>Sequence of its last record; before the first while it is empty.</summary>
    public long Last { get; set; } = first - 1;

    /// <summary>Bytes of whole frames.</summary>
    public long Bytes { get; set; }

    /// <summary>When its last record was taken.</summary>
    public DateTimeOffset Newest { get; set; }

    /// <summary>Records behind this sequence.</summary>
    public long RecordsBehind(long sequence) => Math.Max(0, Last - Math.Max(first - 1, sequence));

    /// <summary>The segment that begins with this sequence.</summary>
    public static SpoolSegment Named(string folder, long first) =>
        new(System.IO.Path.Combine(folder, first.ToString("D20", CultureInfo.InvariantCulture) + Suffix), first);

    /// <summary>Those of a folder, oldest first. Only the youngest is read through: where another one ends is told by the name of the next.</summary>
    public static List<SpoolSegment> In(string folder)
    {
        var segments = new List<SpoolSegment>();
        if (!Directory.Exists(folder)) return segments;
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Suffix))
            if (long.TryParse(System.IO.Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
                segments.Add(new SpoolSegment(file, first) { Bytes = new FileInfo(file).Length, Newest = File.GetLastWriteTimeUtc(file) });
        segments.Sort((a, b) => a.First.CompareTo(b.First));
        for (var i = 0; i + 1 < segments.Count; i++) segments[i].Last = segments[i + 1].First - 1;
        if (segments is [.., var youngest]) youngest.FindEnd();
        segments.RemoveAll(segment => segment.Last < segment.First); // cut off in its first frame: the next one takes its name
        return segments;
    }

    /// <summary>Reads through to the last whole frame: behind it lies what a kill cut off.</summary>
    private void FindEnd()
    {
        using var reader = new SegmentReader(path);
        while (reader.TryNext(out var spooled)) Last = spooled.Sequence; // ends: with the file
        Bytes = reader.Offset;
    }
}
