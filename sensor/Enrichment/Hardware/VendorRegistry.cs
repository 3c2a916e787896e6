using System.Globalization;
using System.IO.Compression;

namespace NetSensor.Enrichment.Hardware;

/// <summary>
/// Reads registries of hardware prefixes. Their text stays as it is, and for each prefix is noted where its organisation stands: of fifty thousand names a run asks
/// for some dozens, and a run that lasts a tenth of a second must not wait for the others.
/// </summary>
internal static class VendorRegistry
{
    private const string Embedded = "registry.tsv.gz";
    private const int EmbeddedBytes = 2 << 20; // a little more than it unpacks to
    private const int MaxLineBytes = 1024;     // an organisation with its postal address in the IEEE's own files has at most some hundreds
    private const int MaxPrefixes = 1_000_000; // twenty times what is registered: a capture given by mistake must not fill the memory
    private const int MaxBytes = 128 << 20;    // so many prefixes with their organisations; likewise
    private const int HexBits = 4;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    private static ReadOnlySpan<byte> Divided => "IEEE Registration Authority"u8; // holds the blocks that are given away in parts: nobody's hardware

    public static Vendors ReadEmbedded()
    {
        using var packed = typeof(VendorRegistry).Assembly.GetManifestResourceStream(Embedded)!;
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        return Read(Embedded, text, EmbeddedBytes);
    }

    public static Vendors Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (!IsCompressed(stream)) return Read(file, stream, (int)Math.Min(stream.Length + 1, MaxBytes));
            using var text = new GZipStream(stream, CompressionMode.Decompress);
            return Read(file, text, EmbeddedBytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EnrichmentException($"{file}: cannot be read ({fault.Message.TrimEnd('.')}); name a registry of hardware prefixes");
        }
    }

    private static Vendors Read(string file, Stream stream, int expectedBytes)
    {
        var text = ReadAll(stream, expectedBytes);
        var names = new Dictionary<ulong, (int Start, int Length)>(64 * 1024);
        var number = 0;
        for (var at = text.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0; at < text.Length;) // ends: each turn passes over a line, or it makes no sense
        {
            number++;
            var rest = text.AsSpan(at);
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) end = rest.Length;
            var line = rest[..end].TrimEnd((byte)'\r');
            var start = at;
            at += end + 1;
            if (line.IsEmpty || line[0] == '#' || line.StartsWith("Registry,"u8)) continue;
            if (line.Length > MaxLineBytes || names.Count >= MaxPrefixes || !TryRead(line, out var key, out var name))
                throw new EnrichmentException($"{file}:{number}: no prefix and organisation; lines are such as '001A2B<TAB>Example Inc.', or those of the IEEE's oui.csv");
            if (!line[name].SequenceEqual(Divided)) names[key] = (start + name.Start.Value, line[name].Length);
        }
        return new Vendors(text, names);
    }

    private static byte[] ReadAll(Stream stream, int expectedBytes)
    {
        var text = new byte[Math.Max(1, expectedBytes)];
        var length = 0;
        while (stream.Read(text, length, text.Length - length) is var read and > 0) // ends: with the file
        {
            length += read;
            if (length == MaxBytes) throw new InvalidDataException("it is larger than any registry");
            if (length == text.Length) Array.Resize(ref text, Math.Min(MaxBytes, text.Length * 2));
        }
        Array.Resize(ref text, length);
        return text;
    }

    /// <summary>"001A2B TAB Example Inc.", or "MA-L,001A2B,"Example, Inc.",Street…".</summary>
    private static bool TryRead(ReadOnlySpan<byte> line, out ulong key, out Range name)
    {
        (key, name) = (0, default);
        var isCsv = line.StartsWith("MA-"u8);
        var start = isCsv ? line.IndexOf((byte)',') + 1 : 0;
        var separator = line[start..].IndexOf((byte)(isCsv ? ',' : '\t'));
        if (separator < 0 || !TryPrefix(line.Slice(start, separator), out key)) return false;
        var (from, to) = (start + separator + 1, line.Length);
        if (isCsv)
        {
            var isQuoted = line[from..].StartsWith("\""u8);
            if (isQuoted) from++;
            if (line[from..].IndexOf((byte)(isQuoted ? '"' : ',')) is var end and >= 0) to = from + end;
        }
        while (from < to && line[from] is (byte)' ' or (byte)'\t') from++; // ends: counts up
        while (to > from && line[to - 1] is (byte)' ' or (byte)'\t') to--; // ends: counts down
        name = from..to;
        return to > from;
    }

    private static bool TryPrefix(ReadOnlySpan<byte> text, out ulong key)
    {
        key = 0;
        if (text.Length is not (6 or 7 or 9) || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix)) return false;
        key = Vendors.KeyOf(text.Length * HexBits, prefix);
        return true;
    }

    private static bool IsCompressed(FileStream stream)
    {
        Span<byte> start = stackalloc byte[2];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]); // RFC 1952 §2.3.1
    }
}
