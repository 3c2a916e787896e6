using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NetSensor.Agreement;

/// <summary>
/// Reads what Zeek's own tests expect: <c>zeek-expected.csv</c> maps captures to logs (tab-separated, times scrubbed, of a newer Zeek than the
/// one of <see cref="ZeekSays"/>). Tests whose command loads more than the default scripts, or sets options, are left out.
/// </summary>
internal static class ZeekExpects
{
    private const string ScrubbedTime = "XXXXXXXXXX";
    private const string Unset = "-";
    private const string Empty = "(empty)";

    // what a command or a test's name holds when it is not about the default logs of one whole capture
    private static readonly string[] Special = [";;", " -f ", " -e ", "policy/", "sub-opts", ".hlto", "spicy.", "scripts.policy", "field-name-map", ".cluster", "-max-", "-hidden", "-disable-"];

    /// <summary>All rows by capture; one test per capture and log.</summary>
    public static SortedDictionary<string, List<LogRow>> Load(string corpus)
    {
        var captures = new SortedDictionary<string, List<LogRow>>(StringComparer.Ordinal);
        var tests = File.ReadLines(Path.Combine(corpus, "zeek-expected.csv")).Skip(1).Select(line => line.Split(',', 3))
            .Where(test => test.Length == 3 && test[1].EndsWith(".log", StringComparison.Ordinal) && !Special.Any(word => test[1].Contains(word) || test[2].Contains(word)))
            .GroupBy(test => (Capture: test[0], Log: Path.GetFileNameWithoutExtension(test[1])))
            .Select(group => group.OrderBy(test => test[1].Length).ThenBy(test => test[1], StringComparer.Ordinal).First()); // the plainest of several
        foreach (var test in tests)
        {
            if (!File.Exists(Path.Combine(corpus, test[1])) || !File.Exists(Path.Combine(corpus, test[0]))) continue;
            if (!captures.TryGetValue(test[0], out var rows)) captures[test[0]] = rows = [];
            rows.AddRange(Rows(test[0], Path.Combine(corpus, test[1])));
        }
        return captures;
    }

    private static IEnumerable<LogRow> Rows(string capture, string file)
    {
        string[] names = [], types = [];
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith("#fields\t", StringComparison.Ordinal)) names = line.Split('\t')[1..];
            if (line.StartsWith("#types\t", StringComparison.Ordinal)) types = line.Split('\t')[1..];
            if (line.Length == 0 || line[0] == '#' || names.Length == 0) continue;
            yield return new LogRow(capture, Path.GetFileNameWithoutExtension(file), Row(names, types, line.Split('\t')));
        }
    }

    /// <summary>A line as the JSON that the same Zeek would have written, without what was scrubbed.</summary>
    private static JsonElement Row(string[] names, string[] types, string[] values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var i = 0; i < Math.Min(names.Length, Math.Min(types.Length, values.Length)); i++)
            {
                if (values[i] == Unset || values[i].Contains(ScrubbedTime, StringComparison.Ordinal)) continue;
                json.WritePropertyName(names[i]);
                if (types[i].Contains('[', StringComparison.Ordinal)) WriteList(json, types[i], values[i]);
                else WriteValue(json, types[i], values[i]);
            }
            json.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    private static void WriteList(Utf8JsonWriter json, string type, string value)
    {
        var element = type[(type.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
        json.WriteStartArray();
        if (value != Empty)
            foreach (var item in value.Split(',')) WriteValue(json, element, item);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string type, string value)
    {
        switch (type)
        {
            case "bool": json.WriteBooleanValue(value == "T"); break;
            case "count" or "int" or "port" or "double" or "interval" or "time" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                json.WriteRawValue(value.TrimStart('+'));
                break;
            default: json.WriteStringValue(Unescaped(value == Empty ? "" : value)); break;
        }
    }

    /// <summary>Tab-separated logs write tabs, commas in lists and bytes beyond ASCII as \xHH, backslashes twice; bytes of UTF-8 come together again.</summary>
    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x'
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 3;
            }
            else if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '\\')
            {
                bytes.Add((byte)'\\');
                i++;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
