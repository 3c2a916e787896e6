using System.Globalization;
using System.IO.Compression;

namespace NetSensor.Enrichment.Hardware;

/// <summary>Reads registries of hardware prefixes.</summary>
internal static class VendorRegistry
{
    private const string Embedded = "registry.tsv.gz";
    private const string Divided = "IEEE Registration Authority"; // holds the blocks that are given away in parts: nobody's hardware
    private const int MaxLineLetters = 1024;   // an organisation with its postal address in the IEEE's own files has at most some hundreds
    private const int MaxPrefixes = 1_000_000; // twenty times what is registered: a capture given by mistake must not fill the memory
    private const int HexBits = 4;

    public static Vendors ReadEmbedded()
    {
        using var packed = typeof(VendorRegistry).Assembly.GetManifestResourceStream(Embedded)!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return Read(Embedded, text);
    }

    public static Vendors Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var text = new StreamReader(IsCompressed(stream) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
            return Read(file, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EnrichmentException($"{file}: cannot be read ({fault.Message.TrimEnd('.')}); name a registry of hardware prefixes");
        }
    }

    private static Vendors Read(string file, StreamReader text)
    {
        var names = new Dictionary<(int Bits, ulong Prefix), string>(64 * 1024);
        var known = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>(); // one text for all prefixes of a maker
        var number = 0;
        while (text.ReadLine() is { } line) // ends: with the file, or at the first line that makes no sense
        {
            number++;
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("Registry,", StringComparison.Ordinal)) continue;
            if (line.Length > MaxLineLetters || names.Count >= MaxPrefixes || !TryRead(line, out var key, out var name))
                throw new EnrichmentException($"{file}:{number}: no prefix and organisation; lines are such as '001A2B<TAB>Example Inc.', or those of the IEEE's oui.csv");
            if (name.SequenceEqual(Divided)) continue;
            if (!known.TryGetValue(name, out var organisation)) known[name] = organisation = name.ToString();
            names[key] = organisation;
        }
        return new Vendors(names);
    }

    /// <summary>"001A2B TAB Example Inc.", or "MA-L,001A2B,"Example, Inc.",Street…".</summary>
    private static bool TryRead(ReadOnlySpan<char> line, out (int Bits, ulong Prefix) key, out ReadOnlySpan<char> name)
    {
        name = default;
        key = default;
        var isCsv = line.StartsWith("MA-", StringComparison.Ordinal);
        if (isCsv)
        {
            var first = line.IndexOf(',');
            if (first < 0) return false;
            line = line[(first + 1)..];
        }
        var end = line.IndexOf(isCsv ? ',' : '\t');
        if (end < 0 || !TryPrefix(line[..end], out key)) return false;
        name = (isCsv ? CsvText(line[(end + 1)..]) : line[(end + 1)..]).Trim();
        return !name.IsEmpty;
    }

    private static bool TryPrefix(ReadOnlySpan<char> text, out (int Bits, ulong Prefix) key)
    {
        key = default;
        if (text.Length is not (6 or 7 or 9) || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix)) return false;
        key = (text.Length * HexBits, prefix);
        return true;
    }

    private static ReadOnlySpan<char> CsvText(ReadOnlySpan<char> line)
    {
        var isQuoted = line.StartsWith("\"");
        if (isQuoted) line = line[1..];
        var end = line.IndexOf(isQuoted ? '"' : ',');
        return end < 0 ? line : line[..end];
    }

    private static bool IsCompressed(FileStream stream)
    {
        Span<byte> start = stackalloc byte[2];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]); // RFC 1952 §2.3.1
    }
}
