using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Host.Exceptions;

/// <summary>A preview for programs.</summary>
internal static class ExceptionPreviewJson
{
    /// <summary>Writes one indented object with a final line end.</summary>
    public static void Write(ExceptionPreview preview, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("findings", preview.Read);
        json.WriteNumber("unread_lines", preview.Unread);
        json.WriteStartArray("exceptions");
        foreach (var one in preview.Exceptions) WriteOne(one, preview.MostHosts, json);
        json.WriteEndArray();
        WriteKinds("remaining", preview.Remaining, json);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteOne(PreviewedException one, int mostHosts, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Tally.Exception.Name);
        json.WriteString("place", one.Tally.Exception.Place);
        json.WriteNumber("hidden", one.Tally.Hidden);
        json.WriteNumber("hosts", one.Tally.Hosts);
        json.WriteNumber("too_severe", one.Tally.TooSevere);
        json.WriteNumber("too_late", one.Tally.TooLate);
        json.WriteBoolean("unused", one.Tally.IsUnused);
        if (one.TooWide(mostHosts) is { } wide) json.WriteString("too_wide", wide);
        WriteKinds("hidden_by_kind", one.Tally.ByKind, json);
        json.WriteStartArray("examples");
        foreach (var example in one.Examples)
        {
            json.WriteStartObject();
            json.WriteString("id", example.Id);
            json.WriteString("severity", example.Severity.ToString().ToLowerInvariant());
            json.WriteString("title", example.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKinds(string name, IEnumerable<KeyValuePair<(string Detector, Severity Severity), long>> kinds, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var ((detector, severity), count) in kinds.OrderBy(kind => kind.Key.Detector, StringComparer.Ordinal).ThenBy(kind => kind.Key.Severity))
        {
            json.WriteStartObject();
            json.WriteString("detector", detector);
            json.WriteString("severity", severity.ToString().ToLowerInvariant());
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
