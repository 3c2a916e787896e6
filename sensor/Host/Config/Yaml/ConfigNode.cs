using System.Text.Json;

namespace NetSensor.Host.Config;

/// <summary>
/// A piece of YAML with its place: a text, a list, or a block of settings. The YAML library's own tree knows no places of keys and gives up at the
/// first key that comes twice.
/// </summary>
internal sealed class ConfigNode(int line, int column)
{
    /// <summary>Line where it begins, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column where it begins, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>The text; null for a list or a block.</summary>
    public string? Text { get; init; }

    /// <summary>What a list holds; null for what is no list.</summary>
    public List<ConfigNode>? Items { get; init; }

    /// <summary>The settings of a block with their keys; null for what is no block.</summary>
    public List<(ConfigNode Key, ConfigNode Value)>? Settings { get; init; }

    /// <summary>What is written there, however it is laid out: the same text for the same content.</summary>
    public string Content => Text is not null ? JsonEncodedText.Encode(Text).Value
        : Items is not null ? $"[{string.Join(", ", Items.Select(item => item.Content))}]"
        : $"{{{string.Join(", ", (Settings ?? []).Select(setting => $"{setting.Key.Content}: {setting.Value.Content}"))}}}";

    /// <summary>Whether nothing is written there.</summary>
    public bool IsEmpty => Text is { Length: 0 };
}
