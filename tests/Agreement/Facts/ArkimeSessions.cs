using System.Text.Json;

namespace NetSensor.Agreement.Facts;

/// <summary>What Arkime's tests expect of its sessions: <c>NAME.test</c> beside each capture.</summary>
internal static class ArkimeSessions
{
    /// <summary>The facts of these protocols; counts of values are none.</summary>
    public static IEnumerable<ExpectedFact> Load(string corpus, IReadOnlySet<string> protocols)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(corpus, "arkime"), "*.test", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var capture = Path.ChangeExtension(file, ".pcap");
            if (!File.Exists(capture)) continue;
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true });
            if (!json.RootElement.TryGetProperty("sessions3", out var sessions)) continue;
            foreach (var field in sessions.EnumerateArray().SelectMany(session => session.GetProperty("body").EnumerateObject()).Where(field => protocols.Contains(field.Name)))
                foreach (var (key, value) in Leaves(field.Name, field.Value))
                    if (!key.EndsWith("Cnt", StringComparison.Ordinal)) yield return new ExpectedFact("arkime", Path.GetRelativePath(corpus, capture), key, value);
        }
    }

    private static List<(string Key, string Value)> Leaves(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => [.. value.EnumerateObject().SelectMany(field => Leaves($"{key}.{field.Name}", field.Value))],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(item => Leaves(key, item))],
        _ => [(key, value.ToString())],
    };
}
