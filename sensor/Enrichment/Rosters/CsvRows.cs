using System.Text;

namespace NetSensor.Enrichment.Rosters;

/// <summary>Reads rows of separated values (RFC 4180): fields in quotes may hold separators, quotes written twice, and line ends.</summary>
internal static class CsvRows
{
    /// <summary>The rows that are not empty, each with the line on which it begins.</summary>
    public static IEnumerable<(int Line, List<string> Fields)> Read(string text, char separator)
    {
        var (line, at) = (1, 0);
        while (at < text.Length) // ends: each turn takes at least a line end
        {
            var began = line;
            var fields = Row(text, separator, ref at, ref line);
            if (fields.Count > 1 || fields[0].Length > 0) yield return (began, fields);
        }
    }

    /// <summary>The separator of a file, by its first line: the one that stands there most often.</summary>
    public static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return ((char[])[',', ';', '\t']).MaxBy(separator => first.Count(letter => letter == separator));
    }

    private static List<string> Row(string text, char separator, ref int at, ref int line)
    {
        var fields = new List<string>();
        while (true) // ends: with the row's line end, or with the text
        {
            fields.Add(Field(text, separator, ref at, ref line));
            if (at >= text.Length) return fields;
            var next = text[at++];
            if (next == separator) continue;
            if (next == '\r' && at < text.Length && text[at] == '\n') at++;
            line++;
            return fields;
        }
    }

    private static string Field(string text, char separator, ref int at, ref int line)
    {
        var value = new StringBuilder();
        var isQuoted = at < text.Length && text[at] == '"';
        if (isQuoted) at++;
        while (at < text.Length) // ends: counts up
        {
            var letter = text[at];
            if (isQuoted && letter == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"') isQuoted = false; // else one quote, written twice
                else value.Append(text[at++]);
                continue;
            }
            if (!isQuoted && (letter == separator || letter is '\n' or '\r')) break;
            if (letter == '\n') line++;
            value.Append(letter);
            at++;
        }
        return value.ToString().Trim();
    }
}
