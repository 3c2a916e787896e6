using System.Text;
using System.Text.Json;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Reads a file of indicators, whatever its form: STIX 2.1, MISP, CSV or a plain list.</summary>
public static class IndicatorFile
{
    private const long MaxBytes = 1L << 30; // a list, not a disk image

    /// <summary>Reads the file; what is wrong inside is told in the list.</summary>
    /// <exception cref="EnrichmentException">It cannot be read at all.</exception>
    public static IndicatorList Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new EnrichmentException($"{path}: too large for a list of indicators");
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EnrichmentException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path");
        }
    }

    /// <summary>Reads a list from bytes; <paramref name="path"/> only names it.</summary>
    public static IndicatorList Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var list = new IndicatorList(path);
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var begin = bytes.TrimStart(" \t\r\n"u8);
        if (begin.IsEmpty || begin[0] is not ((byte)'{' or (byte)'[') || begin.StartsWith("[."u8)) CsvIndicators.Read(new StringReader(Encoding.UTF8.GetString(bytes)), list);
        else ParseJson(bytes, list);
        return list;
    }

    private static void ParseJson(ReadOnlySpan<byte> bytes, IndicatorList list)
    {
        try
        {
            if (bytes.IndexOf("\"Attribute\""u8) >= 0 || bytes.IndexOf("\"to_ids\""u8) >= 0) MispIndicators.Read(bytes, list);
            else StixIndicators.Read(bytes, list);
        }
        catch (InvalidOperationException)
        {
            list.Break(1, "holds a text that is no Unicode");
        }
        catch (JsonException fault)
        {
            list.Break((int)(fault.LineNumber ?? 0) + 1, $"no JSON from here on ({fault.Message.Split(". ")[0].TrimEnd('.')})"); // what stood before is used
        }
    }
}
