using System.Text.Json;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Walks the elements of a list inside a JSON text and knows the line on which each begins.</summary>
internal static class JsonPlaces
{
    /// <summary>Hands over every object in the first list that bears one of these names, anywhere; one that is not as it should be is a fault of its own.</summary>
    /// <exception cref="JsonException">The text is no JSON; the exception knows the line.</exception>
    public static void Each(ReadOnlySpan<byte> utf8, ReadOnlySpan<string> lists, IndicatorList into, Action<JsonElement, int> read)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var (line, counted) = (1, 0);
        while (reader.Read()) // ends: with the text
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !lists.Contains(reader.GetString()!) || !reader.Read() || reader.TokenType != JsonTokenType.StartArray) continue;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) // ends: with the list
            {
                var begin = (int)reader.TokenStartIndex;
                line += utf8[counted..begin].Count((byte)'\n');
                counted = begin;
                using var element = JsonDocument.ParseValue(ref reader);
                if (element.RootElement.ValueKind != JsonValueKind.Object) continue;
                try
                {
                    read(element.RootElement, line);
                }
                catch (InvalidOperationException)
                {
                    into.Fault(line, "a value of another kind than it must be, or a text that is no Unicode");
                }
            }
        }
    }
}
