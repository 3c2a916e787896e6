using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Analyzers.Attack;

/// <summary>The ATT&amp;CK techniques that findings name, from the one versioned data file beside this class.</summary>
public static class AttackCatalog
{
    private static readonly JsonDocument Data = Read();
    private static readonly Dictionary<string, Technique> ById = Data.RootElement.GetProperty("techniques").EnumerateArray().Select(Parse).ToDictionary(t => t.Id);

    /// <summary>The techniques with these ids; a <see cref="KeyNotFoundException"/> tells of one that the data file lacks.</summary>
    public static IReadOnlyList<Technique> Find(params ReadOnlySpan<string> ids)
    {
        var found = new Technique[ids.Length];
        for (var i = 0; i < ids.Length; i++) found[i] = ById[ids[i]];
        return found;
    }

    private static JsonDocument Read()
    {
        using var stream = typeof(AttackCatalog).Assembly.GetManifestResourceStream("attack.json")
            ?? throw new InvalidOperationException("attack.json is not embedded");
        return JsonDocument.Parse(stream);
    }

    private static Technique Parse(JsonElement json)
    {
        var tactic = json.GetProperty("tactic").GetString()!;
        return new Technique(json.GetProperty("id").GetString()!, json.GetProperty("name").GetString()!, tactic,
            Data.RootElement.GetProperty("tactics").GetProperty(tactic).GetString()!);
    }
}
