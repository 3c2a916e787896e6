using System.Text;
using System.Text.Json;
using NetSensor.Analyzers;
using NetSensor.Host.Config;

namespace NetSensor.Host.Commands;

/// <summary>Detectors as text for people and as JSON for programs, from their own words: info, options, docstrings.</summary>
internal static class DetectorListing
{
    private const int Width = 120;

    /// <summary>A chapter for each.</summary>
    public static string Text(IReadOnlyList<DetectorEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append($"{entry.Info.Name}\n  {entry.Info.Summary}.\n");
            Add(text, "  needs    ", string.Join(", ", entry.Info.Needs));
            foreach (var technique in entry.Info.Techniques) text.Append($"  ATT&CK   {technique.Id} {technique.Name} ({technique.TacticName})\n");
            text.Append($"  options  (in the configuration file under detectors: {entry.Info.Name}:)\n");
            Add(text, $"    {DetectorSettings.Enabled}: true", "");
            Add(text, "        ", "Whether it looks at all. true or false.");
            foreach (var option in OptionProperty.Of(entry.Defaults))
            {
                text.Append($"    {option.Name}: {option.Write(option.Standard)}\n");
                Add(text, "        ", $"{OptionTexts.Of(option)} {Unit(option)}.");
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>An array with an object for each.</summary>
    public static void WriteJson(IReadOnlyList<DetectorEntry> entries, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        foreach (var entry in entries) Write(entry, json);
        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(DetectorEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Info.Name);
        json.WriteString("summary", entry.Info.Summary);
        json.WriteStartArray("needs");
        foreach (var need in entry.Info.Needs) json.WriteStringValue(need);
        json.WriteEndArray();
        json.WriteStartArray("techniques");
        foreach (var technique in entry.Info.Techniques)
        {
            json.WriteStartObject();
            json.WriteString("id", technique.Id);
            json.WriteString("name", technique.Name);
            json.WriteString("tactic", technique.TacticName);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("options");
        foreach (var option in OptionProperty.Of(entry.Defaults)) Write(option, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(OptionProperty option, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", option.Name);
        json.WriteString("unit", Noun(option.Kind));
        json.WriteString("default", option.Write(option.Standard));
        if (option.Allowed is { } allowed) json.WriteString("allowed", allowed);
        json.WriteString("description", OptionTexts.Of(option));
        json.WriteEndObject();
    }

    private static string Unit(OptionProperty option) => option.Kind == OptionKind.Truth ? "true or false"
        : Capital(Noun(option.Kind)) + (option.Allowed is { } allowed ? $", {allowed}" : "");

    private static string Noun(OptionKind kind) => kind switch
    {
        OptionKind.Whole => "whole number",
        OptionKind.Number => "number",
        OptionKind.Time => "time",
        OptionKind.Truth => "true or false",
        OptionKind.Text => "text",
        OptionKind.Texts => "list of texts",
        _ => "settings",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void Add(StringBuilder text, string indent, string paragraph)
    {
        if (paragraph.Length == 0) text.Append(indent).Append('\n');
        var first = true;
        foreach (var line in Paragraph.Wrap(paragraph, Width - indent.Length))
        {
            text.Append(first ? indent : new string(' ', indent.Length)).Append(line).Append('\n');
            first = false;
        }
    }
}
